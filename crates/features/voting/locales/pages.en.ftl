# What residents see of a vote.

# Numbers and rules in words.
vote-plans = { $n ->
    [0] no plans
    [one] one plan
   *[other] { $words } plans
 }
vote-limits-exactly = Choose exactly { $plans }.
vote-limits-between = Choose { $least } to { $plans }.
vote-limits-least = Choose at least { $plans }.
vote-limits-most = Choose at most { $plans }.
vote-limits-any = Choose one or more plans.
vote-limits-sum-least = Together they cost at least { $least }.
vote-limits-sum-most = Together they cost at most { $most }.
vote-limits-sum-exactly = Together they cost exactly { $sum }.
vote-limits-sum-between = Together they cost { $least } to { $most }.
vote-limits-blank = An empty vote is allowed too.
vote-rule-greedy = The plans are put in order: most votes first. From top to bottom they get money, as long as there is any.
vote-rule-skip = If a plan does not fit any more, we skip it. A plan further down that does fit then goes ahead.
vote-rule-stop = We stop at the first plan that does not fit. Plans further down do not go ahead, even if they would fit.
vote-rule-greedy-per-cost = The plans are put in order: most votes per euro first. From top to bottom they get money, as long as there is any.
vote-rule-greedy-score = The plans are put in order: most points first. From top to bottom they get money, as long as there is any.
vote-rule-greedy-score-per-cost = The plans are put in order: most points per euro first. From top to bottom they get money, as long as there is any.
vote-rule-threshold = A plan with fewer than { $least } votes or points does not take part.
vote-rule-threshold-of-election = A plan with fewer votes or points than agreed beforehand does not take part.
vote-rule-ceilings = Each theme or area has a highest amount. A plan that does not fit below it is skipped.
vote-rule-ceilings-are = The highest amount is: { $list }.
vote-rule-rivals = These plans cannot both be done: { $plans }.
vote-rule-exclusive = Of plans that rule each other out, only the one that stands highest goes ahead.
vote-rule-nearly = If there is still { $percent } percent of the money for that plan, it goes ahead all the same.
vote-rule-top = The plans are put in order: most votes first. Money plays no part.
vote-rule-top-most = The first { $n } go ahead.
vote-rule-welfare = We look for the plans that fit in the budget together and have most support together.
vote-rule-phragmen = The cost of a plan is laid on the people who voted for it. Each time the plan goes ahead with which those people bear least.
vote-rule-maximin = The costs of the plans are spread over the people who voted for them. Each time the plan goes ahead with which nobody bears more than needed.
vote-rule-shares = Everybody who votes gets an equal part of the budget. The people who voted for a plan pay for it together.
vote-rule-shares-cost = The plan with most votes goes first. Who has already spent a lot counts for less.
vote-rule-shares-number = The plan that costs least per person goes first.
vote-rule-shares-points = The plan with most points for its money goes first. Who gave many points pays more.
vote-rule-shares-admission = A plan with too few votes for its cost does not take part.
vote-rule-shares-add-one = If money is left, we count again with a larger part for each person, as long as the plans together fit in the budget.
vote-rule-shares-rest = What is left after that goes to plans that still fit: most votes first.
vote-rule-shares-comparison = If more people are better off with “most votes first”, that outcome stands.
vote-rule-tie-number = Did two plans get the same number of votes or points? Then the plan with the lowest number goes first.
vote-rule-tie-id = Did two plans get the same number of votes or points? Then we compare their numbers in the count digit by digit, from the left. The lowest goes first: so 10 comes before 2.
vote-rule-tie-order = Did two plans get the same number of votes or points? Then the order decides that was set before the vote.
round-way-skip = Most votes first, skipping what does not fit
round-way-stop = Most votes first, stopping at the first that does not fit
round-way-shares = Equal shares
round-way-shares-number = Equal shares, cheap plans first
round-way-phragmen = Sharing the load fairly
round-way-threshold = Most votes first, with a threshold
round-way-nearly = Most votes first, also what nearly fits
round-way-ceilings = Most votes first, with a highest amount per theme or area
round-way-exclusive = Most votes first, with plans that exclude each other
round-way-top = An order only, without money
round-way-shares-bare = Equal shares, without what is left
round-way-shares-util = Equal shares, the rest to most votes
round-way-shares-add = Equal shares, a little more each time
round-way-shares-whole = Equal shares, in whole euros per person
round-way-shares-compared = Equal shares, unless people prefer “most votes first”
round-way-shares-admitted = Equal shares, with enough votes for the cost
round-way-number-bare = Equal shares, cheap plans first, without what is left
round-way-number-util = Equal shares, cheap plans first, the rest to most votes
round-way-number-add = Equal shares, cheap plans first, a little more each time
round-way-phragmen-stop = Sharing the burden, stopping at the first that does not fit
round-way-maximin = The heaviest burden as light as can be
round-way-welfare = Most support for the money together
round-way-welfare-number = Most votes together
round-way-per-cost = Most votes per euro first
vote-says-compare = With the outcome we also show what other ways of counting would have made of the same votes. That changes nothing about the outcome.
vote-says-window = You can vote from { $from } until { $until }.
vote-says-who-codes = You vote with the voting code from your letter. Each code is good for one vote.
vote-says-who-email = You vote with your e-mail address. Each address is good for one vote.
vote-says-who-both = You vote with the voting code from your letter or with your e-mail address.
vote-says-change = You can change your vote until closing. Only your last vote counts.
vote-says-no-change = You cannot change your vote afterwards, unless a plan that you chose is withdrawn.
vote-says-money = There is { $budget } to divide.
vote-says-random = Everybody sees the plans in a different order.
vote-says-by-number = The plans are in order of number.
vote-says-review = { $n ->
    [one] After closing we check everything for one day. Then we seal the votes and count them.
   *[other] After closing we check everything for { $words } days. Then we seal the votes and count them.
 }
vote-says-counts-provisional = With the provisional outcome you see how many votes each plan has.
vote-says-counts-decision = First you see which plans go ahead. With the decision you see how many votes each plan has.
vote-counting = How we count
vote-counting-of = How we count in { $title }
vote-tie-order = The order for equal votes:

# Steps.
vote-steps = Steps of your vote
vote-step-choose = Choose
vote-step-overview = Check
vote-step-code = Voting code
vote-step-email = E-mail
vote-step-hand-in = Send
vote-phase = Voting
vote-help = Help with voting
vote-questions = Questions or help?

# Trying out.
vote-test = Practice vote: this vote does not count
vote-test-means = You are practising with a test code. Everything works as in the real vote, but your vote is not counted.
vote-draft = This vote is still a draft
vote-draft-means = Visitors of the site do not see this page yet. You can practise with a test code.
vote-try = Practise with a test code

# The beginning.
vote-start-title = Vote on { $project }
vote-start-money = You divide { $most } over { $plans }.
vote-start-plans = You choose from { $plans }.
vote-start-pause = You can stop in between: your choice is kept.
vote-start-needs = What do you need?
vote-need-code = You need a voting code. It is in the letter from { $organisation }.
vote-need-email = You need an e-mail address. We send a code to it.
vote-need-either = You need a voting code. It is in the letter from { $organisation }. If you have no code, you can use your e-mail address.
vote-start-until = You can vote until { $at }. After that it is not possible any more.
vote-start-later-code = You can choose without a code. You enter it only at the end. That is how we know that everybody votes once. We keep your code and your choice apart.
vote-start-later-email = You can choose right away. Only at the end we ask for your e-mail address. That is how we know that everybody votes once. We keep your address and your choice apart.
vote-start-begin = Start choosing
vote-check-code = Check your code first
vote-lost-letter = Lost your letter?
vote-lost-letter-means = Ask for a new code. Your old code then no longer works.
vote-begun = Already started?
vote-begun-means = You have chosen { $plans } and not sent your vote yet.
vote-go-on = Go on where you were

# Before and after.
vote-not-yet-title = You cannot vote yet
vote-not-yet = The vote on { $project } starts on { $at }.
vote-not-yet-letter = Your voting code comes in a letter from { $organisation }. You can already read the plans.
vote-over-title = The vote is over
vote-over = You could vote until { $at }.
vote-over-kept = Did you make a choice but not send it? It does not count and we delete it.
vote-over-wiped = Did you make a choice but not send it? It does not count.
vote-over-known = The outcome is here.
vote-over-next = What comes after that: { $phase }, { $when }.
vote-over-review = { $n ->
    [one] First we check for one day whether everything went well. Then we count, and the outcome comes on this site.
   *[other] First we check for { $words } days whether everything went well. Then we count, and the outcome comes on this site.
 }
vote-over-count = We are counting the votes. The outcome comes on this site.
vote-see-plans = See the plans
vote-see-outcome = See the outcome
vote-to-project = To { $project }
vote-none-title = There is no vote here yet
vote-none = As soon as the vote is known, you can read here when it is and what you need.
vote-none-back = Back to the project

# Choosing.
vote-choose-title = Choose your plans
vote-choose-until = You can vote until { $at }.
vote-search-label = Search plans
vote-search = Search the plans
vote-filter = Choose a theme or an order
vote-theme = Theme
vote-theme-all = All
vote-order = Order
vote-order-random = Random
vote-order-number = By number
vote-order-cost = Lowest cost first
vote-found = { $n ->
    [0] No plans found
    [one] 1 plan
   *[other] { $n } plans
 }
vote-in-random = In random order, different for everybody.
vote-in-number = By number.
vote-in-cost = Lowest cost first.
vote-to-basket = To your choice
vote-nothing-found = No plan matches this
vote-nothing-found-why = Try another word, or choose another theme. Your choice is kept.
vote-show-all = Show all plans
vote-more = Read more about this plan
vote-picture-shows = In the picture: { $alt }
vote-where = Where: { $area }.
vote-costs = The plan costs { $cost }.
vote-plan-page = To the page of this plan
vote-pick = Choose
vote-picked = Chosen
vote-no-fit = Does not fit any more
vote-full = Cannot be added
vote-misfit-money = This plan does not fit any more: it costs { $cost } and you have { $left } left. Take another plan away first.
vote-misfit-plans = You have already chosen { $plans }. More is not possible. Take another plan away first.
vote-struck = Withdrawn
vote-struck-on = This plan is out of the vote since { $day }. { $reason }
vote-struck-money = Had you chosen it? Then that money is free again in your choice.

# The choice.
vote-basket = Your choice
vote-chosen = { $plans } chosen
vote-left-money = { $left } left
vote-left-plans = { $n ->
    [one] One more to choose
   *[other] { $words } more to choose
 }
vote-left-both = { $n ->
    [one] { $left } left, and one more to choose
   *[other] { $left } left, and { $words } more to choose
 }
vote-need-plans = { $n ->
    [one] Choose at least one more.
   *[other] Choose at least { $words } more.
 }
vote-need-sum = Choose for at least { $least } more.
vote-remove = Take away
vote-on = Go on
vote-saved = Your choice is saved all the time. Your vote counts only when you send it.
vote-reminder = Not sent yet
vote-together = Together, { $plans }
vote-not-divided = Not divided

# Checking.
vote-overview-title = Check your choice
vote-overview-lead = You choose { $plans } for { $sum } together.
vote-overview-blank = You choose no plan. You then send an empty vote.
vote-strip-money = The whole bar is { $whole }. Each block is a plan.
vote-strip-plans = The whole bar is { $whole } plans. Each block is a plan.
vote-rest = You have { $left } left. You do not have to spend it.
vote-others-fit = { $n ->
    [one] One other plan still fits.
   *[other] { $n } other plans still fit.
 }
vote-not-ready = You cannot send this choice yet
vote-back-to-choose = Back to the plans
vote-to-code = On to your voting code
vote-to-who = On to your code
vote-to-hand-in = On to sending
vote-choose-more = Choose another plan
vote-counts-later = Your vote counts only when you send it on the last page.
vote-empty-title = You have not chosen anything yet
vote-empty = The plans that you choose will be listed here, so that you can check them once more.
vote-empty-choose = Choose your plans
vote-struck-chosen = A plan that you chose was withdrawn: { $title }
vote-struck-chosen-means = It no longer counts in your choice. The money is free again.

# Two choices.
vote-drafts-title = Which choice do you want to keep?
vote-drafts-lead = This code was used before to choose. That choice was not sent yet. Choose which one you keep; we throw the other one away.
vote-draft-here = The choice on this device
vote-draft-before = The earlier choice
vote-draft-saved = Saved on { $at }
vote-draft-keep-here = Go on with this choice
vote-draft-keep-before = Go on with the earlier choice
vote-drafts-not-mine = Is the earlier choice not yours? Then ask for help:

# Showing that you may vote.
vote-code-title = Enter your voting code
vote-code-lead = The code is in the letter from { $organisation }. Scan the square code in the letter, or type it.
vote-code-label = Your voting code
vote-code-hint = Fifteen characters, in three groups of five. Capitals or small letters make no difference. The digits 0 and 1 and the letters I, L and O do not occur.
vote-code-group = Group {"{"}n{"}"} of 3
vote-code-good = Right
vote-code-bad = Not right. Check these five characters.
vote-code-short = Five characters belong here.
vote-code-strange = {"{"}c{"}"} does not occur in a code.
vote-code-help = Help with your voting code
vote-why-code = Why a code?
vote-why-code-means = That is how we know that everybody votes once. We keep the code and your choice apart.
vote-go = Go on
vote-back-to-choice = Back to your choice
vote-rather-email = No code? Vote with your e-mail address
vote-rather-code = Do you have a voting code from a letter? Use it
vote-email-title = What is your e-mail address?
vote-email-lead = We send you a code. That is how we know that everybody votes once.
vote-email-label = Your e-mail address
vote-email-hint = We use it for this vote only and keep it apart from your choice.
vote-email-send = Send me a code
vote-mail-title = Check your mail
vote-mail-lead = We sent a code of six digits. It works for a quarter of an hour. We sent it to
vote-mail-label = The six digits from the mail
vote-mail-none = No mail?
vote-mail-none-means = Check your spam folder too. Does it take long? Then ask for a new code.
vote-mail-again = Send a new code
vote-mail-other = Other e-mail address
vote-expired = Enter your code again
vote-expired-means = After a while we ask for the code again, in case somebody else is at this screen. Your choice is saved.
vote-known-title = You can vote
vote-known-code = Your code is right
vote-known-email = Your e-mail address is confirmed
vote-known-means = You can vote with it until { $at }.

# Sending.
vote-hand-in-title = Send your vote
vote-hand-in-lead = This is your vote. It counts only when you press the button.
vote-hand-in-blank = Your vote is empty: you choose no plan. It counts only when you press the button.
vote-hand-in = Send my vote
vote-hand-in-before = You sent this with this browser before
vote-hand-in-now = This is your choice now
vote-change-choice = Change your choice
vote-change-until = After that you can still change your vote until { $at }.
vote-change-never = After that you cannot change your vote any more.
vote-voted-title = You have already voted
vote-voted-see = See your vote and what happens now
vote-voted-change = Do you want to change your vote? You can until { $at }. Until you send again, your first vote counts.
vote-voted-replace = If you send again, your new vote takes the place of the previous one.
vote-voted-final = Your vote is in and counts. In this vote you cannot change it any more.
vote-voted-struck = A plan that you voted for no longer takes part
vote-voted-struck-means = So you may vote once more, until { $at }. If you do nothing, the rest of your vote simply counts.
vote-voted-again = Vote again

# The moment.
vote-done-title = Your vote is in.
vote-done-for = We count it for { $plans }, { $sum } together. Thank you for taking part.
vote-done-blank = We count it as an empty vote. Thank you for taking part.
vote-done-test = This was a practice vote: it does not count.
vote-done-apart = It counts. We do not show here what you chose: we keep that apart from your code.
vote-done-counts = This counts
vote-change = Change vote
vote-change-how-code = You can until { $at }, with the same voting code. Your new vote then takes the place of this one.
vote-change-how-email = You can until { $at }, with the same e-mail address. Your new vote then takes the place of this one.
vote-changed-never = In this vote you cannot change your vote.
vote-next-title = What happens now?
vote-next-closes = The vote closes.
vote-next-review = { $n ->
    [one] For one day we check whether everything went well.
   *[other] For { $words } days we check whether everything went well.
 }
vote-next-count = Then we count. The provisional outcome comes on this site.
vote-again-title = Somebody else at home?
vote-again-means = First we delete everything of yours from this device.
vote-again = Start again

# The outcome.
outcome-title = Outcome of { $project }
outcome-title-alone = Outcome
outcome-none = There is no outcome yet
outcome-none-why = There has been no vote in this project yet.
outcome-wait-title = The outcome is not here yet
outcome-wait-begin = First people can vote, from { $opens } to { $closes }. Then we count.
outcome-wait-vote = You can still vote until { $closes }. Then we count. Until then nobody sees how things stand.
outcome-wait-review = The vote closed on { $closes }. We are checking whether everything went well. Then we count.
outcome-wait-count = The vote closed on { $closes }. We are counting.
outcome-wait-until = Checking lasts until { $at }.
outcome-to-vote = To the vote
outcome-preview = Nobody else sees this yet
outcome-preview-means = The count is ready, but not on the site yet.
outcome-verdict = { $n ->
    [one] { $plans } goes ahead for
   *[other] { $plans } go ahead for
 }
outcome-verdict-none = No plan goes ahead.
outcome-lead = { $n ->
    [one] One person voted.
   *[other] { $n } people voted.
 } There was { $budget } to divide; { $left } is left.
outcome-lead-more = { $n ->
    [one] One person voted.
   *[other] { $n } people voted.
 } There was { $budget } to divide; some plans get extra money.
outcome-blank = { $n ->
    [one] One vote was empty.
   *[other] { $n } votes were empty.
 }
outcome-voided = { $n ->
    [one] One vote was declared void and does not count.
   *[other] { $n } votes were declared void and do not count.
 }
outcome-provisional = This is the provisional outcome.
outcome-provisional-means = The count is fixed. It still has to be decided which plans really go ahead.
outcome-decided = This outcome has been decided on.
outcome-final = This is the final outcome.
outcome-decided-by = Decision of { $authority } on { $day }.
outcome-document = Read the decision
outcome-counts-later = We show how many votes each plan got as soon as there is a decision.
outcome-drawing = Where the money went
outcome-drawing-means = The plans in order of votes. Each bar is as long as the plan costs and begins where the plan before it ended. The line stands at { $budget }: what lies beyond it does not fit.
outcome-drawing-rounds = The plans in the order in which they got money, and then the others. Each bar is as long as the plan costs and begins where the plan before it ended. The line is at { $budget }: what lies beyond it does not fit.
outcome-drawing-stops = The list stops at the first plan that does not fit.
outcome-drawing-rest = { $n ->
    [one] One more plan got fewer votes. It is in the list below.
   *[other] { $words } more plans got fewer votes. They are in the list below.
 }
outcome-in = Goes ahead
outcome-out = Does not go ahead
outcome-money-gone = The money is spent
outcome-figures = In short
outcome-voters = people voted
outcome-plans = plans on the list
outcome-winners = plans go ahead
outcome-average = chosen per person, on average
outcome-decision = The decision
outcome-who-decided = Who decided
outcome-when-decided = When
outcome-other = Different from the count?
outcome-same = No, as counted
outcome-differs = Yes, for { $plans }
outcome-extra = Extra money
outcome-no-extra = None
outcome-why = Each plan, and why
outcome-as-table = Rather as a table
outcome-show-rest = { $n ->
    [one] Show the other plan
   *[other] Show the other { $words } plans
 }
outcome-n-votes = { $n ->
    [one] 1 vote
   *[other] { $n } votes
 }
outcome-so-far = { $sum } together up to here
outcome-fitted = This plan fitted: { $left } was left.
outcome-skipped = This plan costs { $cost } and { $left } was left. So we skipped it.
outcome-stopped = This plan costs { $cost } and { $left } was left. The list stops here.
outcome-dearer = This plan costs { $cost }. That is more than all the money there was.
outcome-after-stop = The list had already stopped at place { $place }.
outcome-withdrawn = This plan was withdrawn.
outcome-needed-votes = { $n ->
    [one] With one more vote it would have gone ahead.
   *[other] With { $n } more votes it would have gone ahead.
 }
outcome-needed-cost = If it had cost at most { $cost }, it would have gone ahead.
outcome-needed-either = { $n ->
    [one] With one more vote it would have gone ahead, or if it had cost at most { $cost }.
   *[other] With { $n } more votes it would have gone ahead, or if it had cost at most { $cost }.
 }
outcome-deviation-in = In the decision: { $title } goes ahead after all. { $reason }
outcome-deviation-out = In the decision: { $title } does not go ahead after all. { $reason }
outcome-deviation-money = In the decision: { $title } gets { $extra } extra. { $reason }
outcome-deviation-note = The decision says about { $title }: { $reason }
outcome-deviation-extra = It gets { $extra } extra.
outcome-rule = How we counted
outcome-could-choose = This is how you could choose:
outcome-tie-needed = That rule was needed now and helped to decide which plans go ahead.
outcome-tie-idle = For this outcome that rule made no difference.
outcome-ties = Equal plans
outcome-ties-rest = Equal as well, but that made no difference
outcome-tied = { $n ->
    [one] Equal with one vote, in this order: { $plans }.
   *[other] Equal with { $n } votes, in this order: { $plans }.
 }
outcome-rule-before = The rules were fixed before the vote began.
outcome-expert = For specialists: this rule is called “{ $name }”.
outcome-not-chosen = By the rule, other plans went first.
outcome-chosen = By the rule this plan was next, and there was money for it.
outcome-no-support = Nobody chose this plan.
outcome-shares-paid = { $votes ->
    [one] The one person who chose this plan had { $had } left of their share. That was enough for { $cost }.
   *[other] The { $votes } people who chose this plan had { $had } left of their shares together. That was enough for { $cost }.
 }
outcome-shares-rest = This plan got money from what was left after sharing: most votes first.
outcome-shares-short = The people who chose this plan had { $had } left of their shares together. The plan costs { $cost }.
outcome-shares-went = Their money went mostly to { $plans }.
outcome-people = What did the people who voted get?
outcome-people-lead = Of the { $voters } people who voted, { $some } ({ $percent }) see at least one plan of their choice go ahead. On average { $average } of somebody’s plans go ahead.
outcome-percent = { $n }%
outcome-got-title = How many chosen plans go ahead?
outcome-got-plans = Of somebody’s choice
outcome-got-people = People
outcome-got-share = Share
outcome-got-drawn = Drawn
outcome-got = { $n ->
    [0] no plan goes ahead
    [one] one plan goes ahead
   *[other] { $n } plans go ahead
 }
outcome-got-more = { $n } or more plans go ahead
outcome-themes = Votes and money by theme
outcome-areas = Votes and money by area
outcome-theme = Theme
outcome-area = Area
outcome-part-votes = Votes
outcome-part-money = Money
outcome-part-sum = Amount
outcome-part-plans = Goes ahead
outcome-part-won = { $n } of { $of }
outcome-compare = The rules were fixed beforehand
outcome-compare-means = Before the vote it was agreed how we count, and also that we show here what other ways of counting would have made of the same votes. That changes nothing about the outcome. Who “gets nothing” chose only plans that do not go ahead.
outcome-compare-table = The same votes, counted by other rules
outcome-compare-rule = Way of counting
outcome-compare-own = (this vote)
outcome-compare-none = Get nothing
outcome-winners-column = Plans
outcome-compare-with = What would be different with “{ $rule }”?
outcome-compare-same = Exactly the same plans would go ahead.
outcome-compare-in = These would go ahead too:
outcome-compare-out = These would not go ahead:
outcome-expert-skip = For specialists: this rule is called “greedy by votes”, with skipping.
outcome-expert-stop = For specialists: this rule is called “greedy by votes”, without skipping.
outcome-recount = Count again yourself
outcome-csv = Outcome per plan (csv)
outcome-pb = All votes without names (pb)
outcome-trace = All steps, figures and comparisons (json)
outcome-recount-means = With these files anybody can count again. They do not say who chose what.
outcome-all-figures = All figures
outcome-table = All plans with votes and costs
outcome-place = Place
outcome-plan = Plan
outcome-votes = Votes
outcome-cost = Cost
outcome-running = Together
outcome-result = Outcome

# On the front page.
news-ahead = { $n ->
    [one] one plan goes ahead
   *[other] { $words } plans go ahead
 }
news-none = not one plan goes ahead
news-text = { $n ->
    [one] One person voted.
   *[other] { $n } people voted.
 } The plans that go ahead cost { $sum } together.
news-provisional = Provisional outcome
news-decided = Decided
news-final = Final
