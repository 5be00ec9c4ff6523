setlocal commentstring=#\ %s comments=:# expandtab shiftwidth=2 softtabstop=2 iskeyword=@,48-57,_
