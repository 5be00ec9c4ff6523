#!/bin/bash
# variants: check
. tests/lib.sh
case=tests/cli/fixtures/town.case

run "$REMIT" who $case social_care
exits 0 'a duty'
like "$out" "delivers the service +Our Town Children's Trust – stated: The" 'who, and on what it rests'
like "$out" 'arranges the insurance +not settled by the sources' 'what is not settled'

run "$REMIT" who $case provide
like "$out" 'Provide social care' 'a family gives all its members'
run "$REMIT" who $case 'provide[early_help]'
like "$out" 'depending on the services' 'a member alone, with what it depends on'
unlike "$out" 'Provide social care' 'and not the others'

run "$REMIT" who $case ending
exits 0 'a matter'
like "$out" 'The Department for Education may approve any ending' 'who has a say'
run "$REMIT" who $case ending --set operational=no
like "$out" 'The council has no power to end the contract' 'who has none'
run "$REMIT" who $case weather
like "$out" 'nobody a right' 'a matter without rights'

run "$REMIT" who $case social_car
exits 2 'no such duty'
like "$err" 'did you mean `social_care`' 'the nearest is named'
run "$REMIT" who $case end_contract
exits 2 'a right is no matter'
like "$err" 'ask about its matter, `ending`' 'its matter is named'
run "$REMIT" who $case
exits 2 'one argument is too few'
run "$REMIT" who $case social_care --format csv
exits 2 'no CSV here'
finish
