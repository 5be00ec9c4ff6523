-- Run inside Neovim by lsp_nvim.t: what each function of its client does is written to $W/said, a line each.
local folder, said = vim.env.W, {}

local function say(name, what)
  table.insert(said, name .. ': ' .. tostring(what):gsub('\n', ' '))
end

local function until_(condition)
  return vim.wait(5000, condition, 20)
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1] or ''
end

local function errors()
  return vim.diagnostic.get(0, {severity = vim.diagnostic.severity.ERROR})
end

local function to(word)
  vim.fn.cursor(1, 1)
  vim.fn.search('\\V' .. word, 'cW')
end

local function checks()
  vim.o.hidden = true
  vim.cmd('edit ' .. folder .. '/outer.remit')
  local client = vim.lsp.start_client({name = 'remit', cmd = {vim.env.SERVER, 'lsp'}, root_dir = folder})
  vim.lsp.buf_attach_client(0, client)
  until_(function() return #errors() > 0 end)
  local first = errors()[1] or {}
  say('diagnostics', string.format('%s %s %s %s', first.code, first.lnum, first.col, first.message))

  to('vacancy_rte')
  vim.ui.select = function(items, _, choose) choose(items[1]) end
  vim.lsp.buf.code_action()
  until_(function() return line(4):find('vacancy_rate') end)
  say('code action', line(4))
  until_(function() return #errors() == 0 end)
  say('no more mistakes', #errors())

  to('vacancy_rate')
  local asked = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(), 5000)
  say('hover', vim.inspect(asked))
  vim.lsp.buf.definition()
  until_(function() return vim.fn.expand('%:t') == 'town.remit' end)
  say('definition', vim.fn.expand('%:t') .. ' ' .. vim.fn.line('.'))
  local there = vim.api.nvim_get_current_buf()

  vim.cmd('edit ' .. folder .. '/outer.remit')
  to('vacancy_rate')
  vim.lsp.buf.rename('empty_posts')
  until_(function() return line(4):find('empty_posts') end)
  say('rename here', line(4))
  say('rename there', table.concat(vim.api.nvim_buf_get_lines(there, 18, 19, false)))

  vim.lsp.buf.formatting_sync(nil, 5000)
  say('formatting', line(4))
end

local worked, message = pcall(checks)
if not worked then say('failed', message) end
vim.fn.writefile(said, folder .. '/said')
vim.cmd('qall!')
