# The forms of a ballot: plans, points, ranking, yes or no; limits per theme or area; blank.

# Numbers, and the rule in words.
vote-points = { $n ->
    [0] no points
    [one] one point
   *[other] { $words } points
 }
vote-amount-exactly = exactly { $plans }
vote-amount-between = { $least } to { $plans }
vote-amount-least = at least { $plans }
vote-amount-most = at most { $plans }
vote-amount-any = one or more plans
vote-amount-sum-least = at least { $least } together
vote-amount-sum-most = at most { $most } together
vote-amount-sum-exactly = exactly { $sum } together
vote-amount-sum-between = { $least } to { $most } together
vote-form-says-points = Divide { $points } among { $amount }.
vote-form-says-points-most = One plan gets at most { $most }.
vote-form-says-points-rest = You need not give them all.
vote-form-says-ranking = Choose { $amount } and put them in order: what you want most comes first.
vote-form-says-yes-no = Say yes, no or neutral to each plan. What you skip counts as neutral.
vote-form-says-yes = Say yes to { $amount }.
vote-form-says-yes-sum = The plans you say yes to cost { $sum }.
vote-form-says-group = { $name }: { $what }.
vote-form-says-in-areas = { $n ->
    [one] Choose plans in one area.
    [2] Choose plans in one area, or in two.
   *[other] Choose plans in at most { $words } areas.
 }
vote-form-says-in-themes = { $n ->
    [one] Choose plans from one theme.
    [2] Choose plans from one theme, or from two.
   *[other] Choose plans from at most { $words } themes.
 }
vote-form-says-own-area = Does your voting code have an area? Then you only vote on the plans there.
vote-form-says-auditors = After the outcome only those who audit the count get the single ballots.
vote-form-says-public = After the outcome everyone can recount the single ballots, which have no names.

# Choosing.
vote-choose-title-points = Divide your points
vote-choose-title-ranking = Choose and put in order
vote-choose-title-yes-no = Yes or no to each plan
vote-point-field = Points for { $title }
vote-point-more = { $title }: one point more
vote-point-less = { $title }: one point less
vote-point-set = Set the points for { $title }
vote-points-at = { $title }: { $points }
vote-points-left = { $n ->
    [0] All points given
    [one] One point left
   *[other] { $words } points left
 }
vote-misfit-points-gone = You have no points left. First take a point away from another plan.
vote-misfit-points-most = { $n ->
    [one] A plan cannot get more than one point.
   *[other] A plan cannot get more than { $words } points.
 }
vote-rank-picked = Chosen, place { $place }
vote-rank-order = Your order
vote-rank-place = Place
vote-rank-place-of = Place of { $title }
vote-rank-set = Set
vote-rank-up = Higher
vote-rank-down = Lower
vote-rank-is-first = This plan is at the top already.
vote-rank-is-last = This plan is at the bottom already.
vote-rank-now = { $title } is now in place { $place } of { $n }.
vote-rank-to-order = Put in order
vote-yes = Yes
vote-no = No
vote-neutral = Neutral
vote-opinion-of = { $title }: yes, no or neutral?
vote-no-opinion = Nothing said yet
vote-looked-at = Looked at { $seen } of { $n }
vote-looked-at-all = Looked at all { $n }
vote-next-unseen = To the next plan
vote-said-yes = { $n ->
    [0] no yes yet
   *[other] yes to { $plans }
 }
vote-misfit-replaces = If you choose this plan, { $title } drops out.
vote-replaced = { $title } is now your choice. { $before } is gone.

# Per theme or area.
vote-group-money = { $name }: { $spent } of { $most }
vote-group-spent = { $name }: { $spent }
vote-group-chosen = { $name }: { $plans }
vote-group-plans-left = { $n ->
    [0] no more plans here
    [one] one plan left
   *[other] { $words } plans left
 }
vote-need-group-plans = { $n ->
    [one] You still have to choose one plan in { $name }.
   *[other] You still have to choose { $words } plans in { $name }.
 }
vote-need-group-sum = In { $name }, choose for at least { $least } more.
vote-misfit-group-money = This plan no longer fits in { $name }: it costs { $cost } and you have { $left } left there. First take another plan away there.
vote-misfit-group-plans = You have chosen { $plans } in { $name } already. More is not possible there. First take another plan away there.
vote-misfit-areas = You have chosen plans in { $list } already. A plan in { $name } cannot be added.
vote-misfit-own-area = This plan is in { $name }. With your voting code you vote on plans in { $area }.
vote-first-areas = { $n ->
    [one] First choose one area
    [2] First choose one area, or two
   *[other] First choose at most { $words } areas
 }
vote-first-themes = { $n ->
    [one] First choose one theme
    [2] First choose one theme, or two
   *[other] First choose at most { $words } themes
 }
vote-first-means = Then you only see the plans you can choose from. You can change this later.
vote-first-done-areas = { $n ->
    [one] Your area
   *[other] Your areas
 }
vote-first-done-themes = { $n ->
    [one] Your theme
   *[other] Your themes
 }
vote-first-picked = Chosen
vote-first-has = { $n ->
    [one] one plan chosen
   *[other] { $words } plans chosen
 }
vote-first-full = More is not possible. First take away your plans in another area or theme.
vote-first-empty = Take my plans in { $name } away
vote-first-emptied = Your plans in { $name } have been taken away.
vote-own-area = You vote on the plans in { $area }
vote-own-area-means = That is the area of your voting code. Plans in other areas are not shown here.
vote-own-area-first = Begin with your voting code
vote-own-area-first-means = Your voting code has an area. Enter your code first, and you only see the plans that you vote on.
vote-own-area-code = Enter your voting code
vote-own-area-look = Look at the plans first

# Blank.
vote-blank = Vote blank
vote-blank-title = Do you want to vote blank?
vote-blank-means = Your vote counts in the turnout, but goes to no plan at all.
vote-blank-drops = What you have chosen so far will be dropped.
vote-blank-yes = Yes, I vote blank
vote-blank-no = No, back to the plans

# Looking over, sending, done.
vote-overview-lead-points = You give { $points } to { $plans }.
vote-overview-lead-ranking = You put { $plans } in order. Is the order right?
vote-overview-lead-yes-no = You say yes to { $yes } and no to { $no }.
vote-strip-points = The whole bar is { $whole } points. Each block is a plan.
vote-rest-points = { $n ->
    [one] You have one point left. You need not give it.
   *[other] You have { $words } points left. You need not give them.
 }
vote-rest-unseen = { $n ->
    [one] You said nothing about one plan yet. That counts as neutral.
   *[other] You said nothing about { $words } plans yet. They count as neutral.
 }
vote-points-kept = Not given
vote-together-points = Together, to { $plans }
vote-done-for-points = We count it: { $points } for { $plans }.
vote-done-for-ranking = We count it: your order of { $plans }.
vote-done-for-yes-no = We count it: yes to { $yes }, no to { $no }.

# The outcome.
outcome-points = { $n ->
    [one] 1 point
   *[other] { $count } points
 }
outcome-points-head = Points
outcome-yes-head = Yes
outcome-no-head = No
outcome-balance-head = Yes minus no
outcome-yes-and-no = Yes: { $yes } · No: { $no }
outcome-means-points = The points of all voters are added up.
outcome-means-yes-no = For each plan we count how often somebody said yes and how often no. Neutral counts for neither.
outcome-average-points = plans with points per person, on average
outcome-average-ranked = plans on a person’s list, on average
outcome-average-yes = times yes per person, on average

outcome-by-people = { $n ->
    [one] from one voter
   *[other] from { $n } voters
 }
outcome-means-places = The first place on a list was worth as many points as plans might be on it. Each place lower was one point less. Those points are added up.
outcome-means-borda = A plan got from each voter a point for each plan that this voter put below it. Those points are added up.
outcome-drawing-points = The plans in order of points. Each bar is as long as the plan costs and begins where the plan before it ended. The line stands at { $budget }: what comes after it does not fit.
outcome-fitted-points-per-cost = This plan got { $rate } points per €1,000 and fitted: there was { $left } left.
outcome-needed-points = { $n ->
    [one] With one point more it would have gone through.
   *[other] With { $n } points more it would have gone through.
 }
outcome-needed-points-either = { $n ->
    [one] With one point more it would have gone through, or if it had cost at most { $cost }.
   *[other] With { $n } points more it would have gone through, or if it had cost at most { $cost }.
 }

# Staff.
round-form = How do people vote?
round-form-plans = Choosing plans
round-form-plans-means = Somebody chooses the plans that should go through, or exactly one plan. The easiest to explain.
round-form-points = Dividing points
round-form-points-means = Somebody divides a number of points. So a plan that somebody cares much about can count for more.
round-form-ranking = Putting in order
round-form-ranking-means = Somebody chooses plans and puts the best first. Fits an agenda: what comes first?
round-form-yes-no = Yes, no or neutral to each plan
round-form-yes-no-means = Somebody gives an opinion on each plan. Fits few plans, and where objections have to count too.
round-form-show = Show what goes with it
round-points-total = How many points does somebody divide?
round-points-most = How many points may one plan get?
round-points-most-hint = The same as all points if there is no limit.
round-limits = Limits
round-limits-yes = The limits hold for the plans that somebody says yes to.
round-groups = Limits per theme or area
round-groups-over = What are they for?
round-groups-none = No limits of their own
round-groups-theme = Per theme
round-groups-area = Per area
round-groups-hint = A number or amount of its own for each theme or area. What you leave empty has no limit. A theme or area without a line has the limits above only.
round-groups-no-plans = There are no plans with a theme or area on the ballot yet. Choose the plans first; otherwise type a name now, exactly as it stands with the plans.
round-groups-most = In how many areas or themes may somebody choose at most?
round-groups-most-hint = For example 1 or 2. Leave empty if it may be all.
round-group-name = Theme or area
round-group-add = Add a line
round-group-all = Add all themes or areas
round-group-remove = Take { $name } away
round-group-row = Line { $n }
round-group-row-wrong = Check this line: choose a name that is not there yet, and fill in whole numbers and amounts of which the highest is not below the lowest.
round-group-none-yet = There are no lines yet.
round-refusal-groups = Check the lines per theme or area. Each name may be there once, with whole numbers and proper amounts.
round-refusal-groups-most = Fill in a whole number from 1 on, or leave this empty.
round-refusal-points = Fill in a whole number from 1 on.
round-refusal-points-most = Fill in a whole number from 1 up to the total.
round-own-area = Who has a code with an area votes only there
round-own-area-means = You choose the area when you make a batch of codes. Codes without an area vote on everything.
round-ballots = Who gets the single ballots after the outcome?
round-ballots-everybody = Everybody
round-ballots-everybody-means = Without names and in random order. So everybody can recount.
round-ballots-auditors = Only those who audit the count
round-ballots-auditors-means = Visitors see the outcome and the rule, but not the single ballots.
vote-rule-form-ranking = The first place on a list is worth as many points as plans may be on it. Each place lower is one point less.
vote-rule-form-borda = A plan gets from each voter a point for each plan that this voter put below it.
vote-rule-form-yes-no = Each yes is a point more, each no a point less. Neutral does not count.
