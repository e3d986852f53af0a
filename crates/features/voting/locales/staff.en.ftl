# The staff rooms of the vote.
staff-vote-late-open = “{ $title }” should have opened already. Open the vote or choose another time.
staff-vote-not-ready = “{ $title }” begins soon, but is not fixed yet.
staff-vote-opens = “{ $title }” opens soon.
staff-vote-closes = “{ $title }” closes soon. A reminder helps.
staff-vote-close = “{ $title }” is over and still has to be closed.
staff-vote-review = “{ $title }” is being reviewed.
staff-vote-review-over = The review of “{ $title }” is done. Complete it.
staff-vote-seal = “{ $title }” waits to be sealed.
staff-vote-count = “{ $title }” waits to be counted.
staff-vote-publish = “{ $title }” has been counted. The outcome is not on the site yet.
staff-vote-decide = “{ $title }” waits for the decision.
staff-vote-finish = “{ $title }” has been decided on. Complete the vote.
staff-vote-file = Is the printer’s count right? The file of batch “{ $batch }” has been there for more than fourteen days.
staff-vote-test = There are test votes in “{ $title }”. They never count.

# Where a vote is.
round-stage-draft = Draft
round-stage-announced = Opens on { $at }
round-stage-voting = Open until { $at }
round-stage-closed = Closed
round-stage-review = In review
round-stage-counting = No outcome yet
round-stage-provisional = Provisional outcome
round-stage-decided = Decided
round-stage-final = Completed
round-stop-ready = Prepared
round-stop-open = Open
round-stop-closed = Closed
round-stop-review = Review
round-stop-sealed = Sealed
round-stop-counted = Counted
round-stop-published = Outcome
round-stop-decided = Decision
round-days = { $n ->
    [one] one day
   *[other] { $words } days
 }

# The list.
round-list = Votes
round-new = New vote
round-none-title = There is no vote yet
round-none-why = In a vote people choose from the plans of this project. You set the rules and the time.
round-column-title = Title
round-column-stage = Status
round-column-opens = Open from
round-column-closes = Open until
round-column-plans = Plans
round-column-budget = Money

# The form.
round-edit-title = Rules and times
round-edit-why = As long as the vote is a draft, you can change everything.
round-edit-button = Change the rules
round-group-what = What and when
round-group-who = Who may vote
round-group-choice = The choice
round-group-count = Counting and outcome
round-title = Title
round-title-hint = For example: Vote for plans for West.
round-title-in = Title in { $lang ->
    [EN] English
   *[NL] Dutch
 }
round-budget = Money to divide
round-budget-hint = In euros.
round-opens = Open from
round-closes = Open until
round-time-zone = Time in the Netherlands.
round-closes-hint = It can close later, with a reason. Not earlier.
round-phase = Phase of the project
round-phase-hint = The vote is then shown with that phase.
round-no-phase = No phase
round-electorate = How do people show that they may vote?
round-by-codes = With a voting code from a letter
round-by-codes-means = Each code is good for one vote.
round-by-email = With an e-mail address
round-by-email-means = Each address is good for one vote. This is less strict than a letter.
round-min-plans = Least number of plans
round-max-plans = Greatest number of plans
round-empty-none = Leave empty if there is no limit.
round-min-sum = Least amount together
round-max-sum = Greatest amount together
round-max-sum-hint = What the plans of one person may cost together. Leave empty if there is no limit.
round-change = People may change their vote until closing
round-change-means = Only the last vote counts.
round-blank = Blank votes are allowed
round-blank-means = Somebody can then vote without choosing a plan.
round-order = In which order do people see the plans?
round-order-random = Different for everybody
round-order-random-means = So no plan is always at the top.
round-order-number = By number
round-rule = How do we count?
round-rule-advice = All of these fit a vote in which people tick plans. Has the rule to be explained in one sentence? Take “most votes first”. Should as many people as possible see something of their choice come true? Take “equal shares”: that is what we recommend. Once you have saved, you can see what each rule would do with the same votes.
round-count-skip-means = A plan that no longer fits is skipped; a cheaper plan with fewer votes can still go ahead. Easy to explain, but one large group may get all the money.
round-count-stop-means = At the first plan that does not fit the list ends. Much money may be left.
round-count-shares-means = Every voter gets an equal share of the budget, and those who chose a plan pay for it together. So a smaller group gets something for its votes too.
round-count-shares-number-means = Here too voters pay together from equal shares, but cheap plans come first. Often more and smaller plans go ahead.
round-count-phragmen-means = The cost of a plan is laid on the people who chose it, and each time the plan goes ahead with which nobody bears too much. That is much like equal shares, but harder to explain.
round-count-per-cost-means = A plan with many votes for little money comes first. Dear plans have little chance.
round-count-threshold-means = A plan with fewer votes than the threshold does not take part, even if there is money. So nothing goes ahead that hardly anybody chose.
round-count-nearly-means = If a plan only just does not fit and there is nearly enough money, it goes ahead all the same; then the list is done. Somebody has to pay the rest.
round-count-ceilings-means = Each theme or area never gets more than an amount that you name beforehand. So one neighbourhood cannot get everything, but money may be left over.
round-count-exclusive-means = Of plans that cannot be done together, for example on the same square, only the one with most votes goes ahead. You name these plans beforehand.
round-count-top-means = Plans come in order of votes and the first go ahead, whatever they cost. Good for the agenda of a neighbourhood, not for dividing money.
round-count-shares-bare-means = Only what voters can pay together from their shares goes ahead. That is strictly fair, but much money is often left over.
round-count-shares-util-means = First voters pay from equal shares; what is left goes to the plans with most votes. Easy to explain, but large groups get a little more this way.
round-count-shares-add-means = If money is left, we count again with a larger share per person, until nothing more fits. A small amount may be left over.
round-count-shares-whole-means = As some cities did it: everybody begins with whole euros, and we go on until the money is gone. Only needed to repeat an earlier count.
round-count-shares-compared-means = After equal shares we look whether more people are better off with “most votes first”; if so, that outcome stands. That reassures, but small groups may lose their plan after all.
round-count-shares-admitted-means = A dear plan needs more votes to take part than a cheap one. After that, equal shares.
round-count-number-bare-means = Cheap plans go first, and only what voters can pay from their shares goes ahead. Money is often left over.
round-count-number-util-means = First cheap plans from equal shares; what is left goes to the plans with most votes. Many small plans often go ahead.
round-count-number-add-means = Cheap plans go first, and we count again with a larger share until nothing more fits. Many small plans often go ahead.
round-count-phragmen-stop-means = The cost is laid on those who chose a plan, until the first plan that does not fit. Money may be left over.
round-count-maximin-means = After each plan we divide all costs anew, so that nobody bears more than needed. Fair to small groups, but hard to explain, and counting takes longer.
round-count-welfare-means = We look for the plans that fit together and have most support for each euro together. One large group can get everything this way.
round-count-welfare-number-means = We look for the plans that fit together and have most votes together. Cheap plans then often go first.
round-count-kept = This rule came with the vote, for instance from a file or the API.
round-rule-more = More ways to count
round-rule-other = Another rule
round-rule-more-means = For those who know exactly what is needed. Some need a number or a list; you fill these in below.
round-asks = What a rule has to know
round-asks-means = Only fill in what belongs to the chosen rule.
round-asks-threshold = Threshold
round-asks-threshold-hint = A plan needs at least so many votes.
round-asks-nearly = Nearly enough
round-asks-nearly-hint = So many percent of the cost have to be left.
round-asks-most = Number of plans
round-asks-most-hint = With an order only: so many plans go ahead.
round-asks-theme = Highest amount per theme
round-asks-theme-hint = A line per theme, for example: Green: 50,000
round-asks-area = Highest amount per area
round-asks-area-hint = A line per area, for example: Old West: 75,000
round-asks-exclusive = Plans that exclude each other
round-asks-exclusive-hint = A line per group, with numbers on the ballot, for example: 3, 7. Put the plans on it first.
round-refusal-percent = Fill in a whole number from 1 to 99.
round-refusal-ceilings = Write a name, a colon and an amount on each line, for example: Green: 50,000
round-refusal-exclusive = Write at least two numbers of plans on the ballot on each line.
round-compare = Show with the outcome what other rules would have done
round-compare-means = This then stands with the rules beforehand, and changes nothing about the outcome.
round-equal = And if two plans have the same number of votes?
round-equal-number = Lowest number first
round-equal-number-means = The number that the plan has in this vote.
round-equal-id = By id, as text
round-equal-id-means = As in Pabulib files: 10 comes before 2.
round-equal-order = An order that was published beforehand
round-equal-order-means = As it now stands with the vote.
round-review-days = Days for review
round-review-hint = From 0 to 7. After closing people can object for so long. Then you seal the votes.
round-counts = When does everybody see how many votes a plan has?
round-counts-provisional = With the provisional outcome
round-counts-decision = With the decision
round-counts-decision-means = Before that, only which plans go ahead.
round-preview = Preview
round-refusal-number = Enter a whole number.
round-refusal-reason = Write down the reason for plan { $number }.
round-refusal-no-deviation = You said that there are differences. Enter what differs for at least one plan.

# The rules in words.
round-rules = Voting rules
round-rules-draft = { $n ->
    [0] Not fixed yet. There are no plans on it.
    [one] Not fixed yet. There is one plan on it.
   *[other] Not fixed yet. There are { $n } plans on it.
 }
round-rules-fixed = { $n ->
    [one] Fixed since the opening, like the one plan.
   *[other] Fixed since the opening, like the { $n } plans.
 }
round-fact-money = Money
round-fact-number = Number of plans
round-fact-sum = Together
round-fact-change = Change
round-fact-count = Counting
round-fact-equal = Equal
round-fact-who = Who
round-number-any = One or more
round-number-least = { $n ->
   *[other] At least { $words }
 }
round-number-exact = { $n ->
    [one] Exactly one
   *[other] Exactly { $words }
 }
round-number-most = { $n ->
   *[other] At most { $words }
 }
round-number-between = { $n ->
   *[other] From { $least } to { $words }
 }
round-sum-most = At most { $most }
round-sum-least = At least { $least }
round-sum-between = From { $least } to { $most }
round-change-yes = Until closing
round-change-no = No
round-who-codes = Voting code from the letter
round-who-email = E-mail address
round-who-both = Voting code from the letter or e-mail address
round-says-title = How people read the rules

# The plans.
round-plans-title = Plans in the vote
round-plans-why = Choose which plans take part and take over changes.
round-plans-button = Choose the plans
round-plans-see = See which plans take part.
round-plans-see-button = See the plans
round-plans-fixed = The plans are fixed.
round-plans-fixed-why = They stand in the vote like this since the opening. What somebody changes in a plan afterwards changes nothing here.
round-plans-stale = Some plans have changed since you chose them.
round-plans-stale-why = Take over the new texts and amounts. A plan that is gone then leaves the vote.
round-plans-refresh = Take over changes
round-plans-none = There are no plans to vote on yet
round-plans-none-why = A plan can take part if it is on the site and has a status that lets it be voted on.
round-plans-search = Search by title, theme or number
round-plans-count-script = { "{" }n{ "}" } plans
round-plans-chosen = { $n } chosen
round-plans-chosen-script = { "{" }n{ "}" } chosen
round-plans-save = Save this choice
round-plans-take-all = Take all plans
round-plans-all = Choose all in this table
round-plans-pick = Choose { $title }
round-plans-number = No.
round-plans-theme = Theme
round-plans-cost = Cost
round-plan-on = Takes part
round-plan-off = Does not take part
round-plan-changed = Changed
round-plan-gone = No longer there

# The page of a vote.
round-number-begun = begun
round-number-sent = sent
round-number-waiting = chosen, not sent
round-number-used = of all codes used
round-per-day = Per day
round-per-day-caption = Begun and sent per day
round-begun = Begun
round-sent = Sent
round-show-figures = Show the figures
round-day = Day
round-next = Next
round-next-plans = Choose the plans
round-next-plans-why = There are no plans in this vote yet.
round-next-plans-button = Choose the plans
round-next-codes = Make voting codes
round-next-codes-why = People vote with a code from a letter. Make the codes and give the file to the printer.
round-next-codes-button = Make voting codes
round-next-decide = Record the decision
round-next-decide-why = The outcome is on the site. Now it has to be decided on.
round-next-decide-button = Record the decision
round-next-opens = The vote opens by itself on { $at }.
round-next-closes = The vote closes by itself on { $at }. There is nothing to do now.
round-next-review = The review lasts until { $at }. Then you complete it.
round-next-nothing = This vote is completed.
round-busy-sealing = The vote is being sealed
round-busy-counting = The votes are being counted
round-busy-why = With many votes this takes a few minutes. You can close this page; it goes on.
round-busy-again = See whether it is done
round-deeds = What you can do
round-try = Do a dry run
round-try-why = With test codes you vote like everybody else. Those votes never count.
round-try-button = Make test codes
round-struck = Withdrawn plans
round-struck-at = Since
round-struck-why = Reason

# Acts.
round-do-not = Do not do this
round-why = Why?
round-everybody-reads = Everybody can read this.
round-act-not-now = This cannot be done now. See where the vote is.
round-to-round = To the vote
round-which-plan = Which plan?
round-closes-new = New closing time
round-review-note = What did the review find?
round-reset = Throw test votes away
round-reset-now = All test votes of the dry run go.
round-reset-then = Saved choices of the dry run go as well. The test codes keep working. You cannot undo this.
round-reset-button = Throw test votes away
round-open = Open the vote
round-open-now = The rules, the times and the { $plans } plans are fixed from then on.
round-open-then = The vote “{ $title }” is on the site at once. People can vote from { $opens } until { $closes }. There is { $budget } to divide.
    It can still close later, with a reason. It cannot close earlier. Test votes go.
    You cannot undo this.
round-open-button = Open the vote
round-prolong = Keep it open longer
round-prolong-now = This is public and you give a reason. It cannot close earlier.
round-prolong-then = The vote now closes on { $closes }. The new time is on the site and in the public log at once. You cannot bring it forward again.
round-prolong-button = Change the closing time
round-strike = Withdraw a plan
round-strike-now = The plan stays visible as withdrawn. Whoever chose it gets that money back in their choice.
round-strike-then = This is on the site and in the public log at once. Votes for this plan do not count. As long as the vote is open, whoever chose it can vote once more, even where votes cannot be changed otherwise.
    You cannot undo this.
round-strike-button = Withdraw a plan
round-close = Close the vote
round-close-now = The time is over. Usually the vote closes by itself.
round-close-then = Nobody can vote since { $closes }. After this button the review begins, or you can seal.
round-close-button = Close the vote
round-reviewed = Complete the review
round-reviewed-now = Then you can seal the votes.
round-reviewed-then = What you write here is in the public log at once. First make codes void that must not count: after sealing that is no longer possible.
round-reviewed-button = Complete the review
round-seal = Seal the votes
round-seal-now = Votes and voting codes are parted for good. After that nobody can find out who chose what.
round-seal-then = Codes can no longer be made void. Choices that were not sent go. Test votes too.
    You cannot undo this.
round-seal-button = Seal the votes
round-tally = Count the votes
round-tally-now = We count by the rules that were fixed beforehand. Only staff see the count.
round-tally-then = There is { $budget } to divide over { $plans } plans. You look at the count first. Then you put the outcome on the site.
round-tally-button = Count the votes
round-publish = Put the outcome on the site
round-publish-now = Everybody then sees the provisional outcome.
round-publish-then = The outcome is on the site and in the public log at once. It is called provisional until it has been decided on.
    You cannot undo this.
round-publish-button = Put the outcome on the site
round-finish = Complete the vote
round-finish-now = The outcome is then called final.
round-finish-then = After that nothing changes in this vote. You cannot undo this.
round-finish-button = Complete the vote
round-remove = Throw the draft away
round-remove-now = The vote goes, with the plans in it and all its voting codes.
round-remove-then = Nobody but staff has seen this draft. Codes that were printed already will no longer work.
    You cannot undo this.
round-remove-button = Throw the draft away

# The count.
round-count-title = Count
round-count-why = See the votes of each plan and why it does or does not go ahead.
round-count-button = See the count
round-present = The evening of the outcome
round-present-why = Show place by place on a large screen which plans go ahead. You can rehearse as soon as it is counted; others see it only when the outcome is on the site.
round-present-button = Present the outcome
round-count-none = There is no count yet
round-count-none-why = It comes after sealing.
round-count-private = Only staff see this. The outcome is not on the site yet.
round-count-verdict = { $n ->
    [0] No plan goes ahead.
    [one] One plan goes ahead for { $cost }.
   *[other] { $words } plans go ahead for { $cost }.
 }
round-count-voters = people voted
round-count-blank = voted blank
round-count-void = votes void
round-count-place = Place
round-count-votes = Votes
round-count-spent = Spent
round-count-needed = Votes short
round-result-won = Goes ahead
round-result-struck = Withdrawn
round-result-does-not-fit = No longer fits
round-result-dearer = Costs more than all the money
round-result-not-chosen = Not chosen
round-result-threshold = Too few votes for the threshold
round-result-ceiling = Money for theme or area spent
round-result-excluded = Not together with another plan
round-result-not-admitted = Too few votes for the cost
round-result-no-support = Chosen by nobody
round-result-short = Voters had too little left
round-result-after-stop = Counting had stopped
round-ties = Same number of votes
round-tie = { $n ->
   *[other] Equal with { $n } votes, in this order: { $plans }.
 }
round-export-csv = Table (CSV)
round-export-pabulib = All votes (Pabulib)

# The decision.
round-decide-title = Record the decision
round-decide-same = The count does not change.
round-decide-same-why = Here you record what was decided. If the decision differs from the count, the reason stands beside it on the site.
round-decide-who = Who decided?
round-decide-who-hint = For example: the executive board of West.
round-decide-when = When?
round-decide-document = Address of the decision
round-decide-document-hint = Where everybody can read the document. It begins with https://.
round-decide-text = The decision in short
round-decide-follow = Does the decision follow the count?
round-decide-yes = { $n ->
    [0] Yes, no plan goes ahead
    [one] Yes, that one plan goes ahead
   *[other] Yes, all { $words } plans go ahead
 }
round-decide-no = No, there are differences
round-decide-no-means = Say below for which plans, and why.
round-decide-plans = Differences and extra money per plan
round-decide-plans-why = Fill in only what differs. Everybody can read the reason.
round-decide-column-goes = Does it go ahead?
round-decide-column-extra = Extra money
round-decide-column-why = Why?
round-decide-as-won = Yes, as counted
round-decide-as-lost = No, as counted
round-decide-goes = Yes after all
round-decide-goes-not = Not after all
round-decide-goes-of = Does it go ahead? { $title }
round-decide-extra-of = Extra money for { $title }
round-decide-why-of = Why? { $title }
round-decide-save = Save the decision

# Voting codes.
codes-title = Voting codes
codes-why = Make batches of codes, fetch the printer’s file or look up a code.
codes-button = To the voting codes
codes-look-up = Look up one code
codes-look-up-why = For the helpdesk. You see whether the code was used, never what somebody chose.
codes-look-up-button = Look up
codes-field-group = Group { "{" }n{ "}" } of 3
codes-field-good = Right
codes-field-bad = Not right. Check these five characters.
codes-field-short = Five characters belong here.
codes-field-strange = { "{" }c{ "}" } does not occur in a code.
codes-field-label = The caller’s voting code
codes-field-hint = Fifteen characters, in three groups of five. Capitals or small letters make no difference. The digits 0 and 1 and the letters I, L and O do not occur.
codes-unknown = This code does not belong to this vote.
codes-unknown-why = Let the caller read the code once more. If it is really not right, ask whether it is a letter of another vote.
codes-unused = This code has not been used yet.
codes-unused-why = The caller can vote with it.
codes-used = A vote was sent with this code.
codes-used-why = If votes may be changed, the caller can vote again with the same code until closing.
codes-void = This code was made void.
codes-void-why = Nobody can vote with it any more.
codes-test = This is a test code.
codes-test-why = A vote with this code never counts.
codes-batches = Batches
codes-none = There are no codes yet
codes-none-why = Make a batch for the letters, or a few test codes for a dry run.
codes-new = New batch
codes-column-batch = Batch
codes-column-kind = Kind
codes-column-count = Number
codes-column-made = Made
codes-column-file = File for the printer
codes-column-good = Good
codes-batch-void = Void since { $day }
codes-kind-real = Real
codes-kind-test = Test
codes-being-made = Being made
codes-print = Print
codes-count-right = The number is right
codes-file-gone = Destroyed on { $day }
codes-file-logged = Each time somebody fetches a file is written in the log.
codes-withdraw-link = Make a code void
codes-name = Name of the batch
codes-name-hint = For example: Letters of February.
codes-kind = What are these codes for?
codes-new-real = For the real vote
codes-new-real-means = Each code is good for one vote.
codes-new-test = For a dry run
codes-new-test-means = Votes with these codes never count.
codes-count = How many codes?
codes-count-hint = One for each letter. The file of a large batch is there after a few minutes.
codes-make = Make the codes
codes-code = Voting code
codes-address = Address
codes-try = Vote with this code
codes-qr = QR code
codes-try-column = Try
codes-print-title = Test codes
codes-print-test = These codes are for a dry run.
codes-print-test-why = Votes with these codes never count.
codes-back = Back to the voting codes
codes-confirm = Is the printer’s count right?
codes-confirm-now = After this we destroy the file with the codes.
codes-confirm-then = Batch “{ $name }”. Nobody can fetch the codes again, nor can you. Whoever loses their letter gets a new code. You cannot undo this.
codes-counted = How many letters did the printer count?
codes-counted-hint = It has to be the number of codes in the batch.
codes-confirm-button = The number is right, destroy the file
codes-withdraw = Make a code void
codes-withdraw-button = Make this code void and give a new one
codes-withdraw-now = Nobody can vote with this code any more.
codes-withdraw-then = If a vote was sent with it, that vote does not count. You cannot undo this.
codes-how = What has to happen?
codes-how-replace = Make it void and give a new code
codes-how-replace-means = For somebody who lost their letter or whose code is in other hands.
codes-how-void = Only make it void
codes-how-void-means = For example if a letter went to a wrong address.
codes-reason-hint = This goes into the log, without the code. Do not write a name or an address.
codes-withdraw-do = Make this code void
codes-withdrawn = The code was made void.
codes-new-code = The new code
codes-new-code-once = You see this code only once. Pass it on at once.
codes-copy = Copy
codes-copied = Copied
void-address = Exclude an e-mail address
void-address-now = Nobody can vote with this e-mail address any more.
void-address-label = The e-mail address
void-address-hint = Of somebody who has shown with a code from a mail that they may vote.
void-address-done = The e-mail address is excluded.
void-batch = Make void
void-batch-do = Make the whole batch void
void-batch-now = { $n ->
    [one] The one code of batch “{ $name }” will no longer work.
   *[other] The { $n } codes of batch “{ $name }” will no longer work.
 }
void-batch-then = For example because the letters were lost or stolen. Votes that were cast with them do not count. Codes that you gave as a replacement stay good. You cannot undo this.
# Comparing counting rules before the vote.
compare-title = Compare counting rules
compare-why = See beforehand what each counting rule would do with the same votes: with test votes or with an earlier vote.
compare-button = Compare the rules
compare-lead = With another counting rule, the same votes sometimes give other plans. Here you see that before the vote begins, so that the choice of a rule does not depend on who wins.
compare-new = New comparison
compare-tests = With test votes
compare-tests-there = { $n ->
    [one] There is one test vote. We count it by each rule.
   *[other] There are { $number } test votes. We count them by each rule.
 }
compare-tests-none = There are no test votes yet. Make test codes and let a few people vote with them.
compare-tests-button = Compare with test votes
compare-file = With an earlier vote
compare-file-label = File of a vote (.pb)
compare-file-hint = A file in the form of Pabulib, { $most } MB at most. You can download it with every outcome on this site. We do not keep it: after counting only the comparison remains.
compare-file-button = Compare with this file
compare-of-tests = Comparison with test votes
compare-of-file = Comparison with an earlier vote
compare-download = All figures of these comparisons (json)
compare-earlier = Earlier comparisons
compare-none = Nothing has been compared yet. Whoever prepares the vote can do that.
compare-who-sees = Everybody who may look into this project sees this page. Do you want members of the council to see it? Give them the role ‘viewer’.
compare-facts = { $n ->
    [one] One vote, { $plans } plans, { $budget } to divide.
   *[other] { $number } votes, { $plans } plans, { $budget } to divide.
 }
compare-when = Compared on { $at }.
compare-more-than-ticks = In this file people gave points or an order. So we compare rules that fit them.
compare-running = { $n ->
    [0] Counting has begun.
    [one] One rule has been counted. The others follow.
   *[other] { $n } rules have been counted. The others follow.
 }
compare-table = The same votes, counted by each rule
compare-spent = Spent
compare-apart = Difference
compare-apart-first = We compare with this
compare-apart-same = Exactly the same plans
compare-apart-by = { $more } more, { $fewer } fewer
compare-own = (this vote)
compare-wins-by = Goes ahead with
compare-which-rules = Numbers of these rules
compare-differing = These plans depend on the rule
compare-all-same = All rules give the same plans.
compare-always = { $n ->
    [one] One plan goes ahead with every rule
   *[other] { $n } plans go ahead with every rule
 }
compare-explained = What each rule does
compare-left = These rules were not counted
compare-left-heavy = can take too long with these plans and amounts
compare-left-time = the time was over
compare-left-misfit = does not fit these votes
