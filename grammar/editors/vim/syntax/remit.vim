" Vim syntax of Remit: rules (.remit) and cases (.case). The words are those of src/syntax/keywords.def: tests/editors.t
" holds this list against it.
if exists("b:current_syntax")
  finish
endif

syntax keyword remitDeclaration module use source party type scale fact event parameter holidays role define duty matter right requirement signature amend scenario always record case
syntax keyword remitClause cite as by dated ask fixed decided judged stale from until when otherwise gives on over against applies must group indicator mitigation severity probe given expect because claim power liberty immunity exactly any each force least most one none complete planned recorded
syntax keyword remitOperator or and not ever never at for is in since includes excludes between of with to after first last all changes start indicators signatures requirements rights
syntax keyword remitValue yes no today
syntax keyword remitType count number percent money date duration text set
syntax keyword remitUnit day days week weeks month months year years working
syntax keyword remitStatus conflict nobody known unknown disputed held raised met breached pending applicable stated implied opinion proposed

syntax match remitNumber "£\?\<\d[0-9_]*\(\.\d\+\)\?\(k\|m\|bn\)\?\>%\?"
syntax match remitDate "\<[12]\d\{3}-\d\d\(-\d\d\)\?\>"
syntax match remitEscape contained +\\["\\n]+
syntax region remitText start=+"+ skip=+\\.+ end=+"+ end=+$+ oneline contains=remitEscape,@Spell
syntax match remitComment "#.*$" contains=@Spell

highlight default link remitDeclaration Statement
highlight default link remitClause Keyword
highlight default link remitOperator Operator
highlight default link remitValue Boolean
highlight default link remitType Type
highlight default link remitUnit Special
highlight default link remitStatus Constant
highlight default link remitNumber Number
highlight default link remitDate Number
highlight default link remitEscape SpecialChar
highlight default link remitText String
highlight default link remitComment Comment

let b:current_syntax = "remit"
