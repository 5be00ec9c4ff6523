autocmd BufRead,BufNewFile *.remit,*.case setfiletype remit
