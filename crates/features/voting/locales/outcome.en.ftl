# Why a plan is in or out, in the words of the rule.
outcome-after-stop-round = When this plan had its turn, counting had stopped: another plan did not fit.
outcome-below-threshold = { $n ->
    [one] A plan had to get at least { $least } votes. This plan got one.
   *[other] A plan had to get at least { $least } votes. This plan got { $n }.
 }
outcome-ceiling = For { $name } { $left } was left. This plan costs { $cost }.
outcome-excluded = ‘{ $plan }’ goes ahead, and these two plans cannot both be done.
outcome-not-admitted = A plan needed enough votes for its cost to take part. This plan did not have them.
outcome-chosen-phragmen = This plan had its turn because the people who chose it then bore least: { $load } each. And it fitted.
outcome-chosen-maximin = With this plan nobody had to bear more than { $load }. That was less than with any other plan that fitted.
outcome-chosen-welfare = This plan is one of those that fit together and have most support together.
outcome-chosen-top = { $n ->
    [one] Only the first plan goes ahead, and this is it.
   *[other] The first { $n } plans go ahead. This plan is one of them.
 }
outcome-chosen-order = Money played no part: this plan stands in the order.
outcome-nearly = This plan costs { $cost } and { $left } was left. By the rule that is nearly enough: it goes ahead, and somebody has to add { $short }.
outcome-fitted-per-cost = This plan got { $rate } votes per €1,000 and fitted: { $left } was left.
outcome-not-top = { $n ->
    [one] Only the first plan goes ahead. This plan is at place { $place }.
   *[other] The first { $n } plans go ahead. This plan is at place { $place }.
 }
outcome-not-welfare = Other plans together had more support for the money.
outcome-shares-replaced = More people were better off with “most votes first”. By that count this plan goes ahead.
outcome-shares-replaced-lost = More people were better off with “most votes first”. By that count this plan does not go ahead.
outcome-shares-nearest = When the plan was nearest, they were { $short } short.
outcome-shares-paid-for = Paid
outcome-shares-began = Their share at the beginning
outcome-shares-had = Left when this plan had its turn
outcome-shares-where = Where the money went of the people who chose { $plan }
outcome-shares-where-short = Where did their money go?
outcome-shares-effective = For experts: the effective support is { $percent } percent. When the plan was nearest, { $short } more was needed at the price of that moment.
outcome-needed-tried = Had it cost { $cost }, it would have gone ahead.
outcome-tied-round = { $n ->
    [0] For the first plan these were equal, in this order: { $plans }.
    [one] After one chosen plan these were equal, in this order: { $plans }.
   *[other] After { $n } chosen plans these were equal, in this order: { $plans }.
 }
outcome-ties-how = { $by ->
    [number] This is how it was decided: the plan with the lowest number went first. That was fixed before the vote began.
    [id] This is how it was decided: by the id of the plan in the count, compared as text. That was fixed before the vote began.
   *[order] This is how it was decided: by the order that was fixed before the vote began.
 }
outcome-tie-first = { $by ->
    [number] It was equal to { $plans }. Then the lowest number goes first, and this plan has it.
    [id] It was equal to { $plans }. Then the id in the count decides, and this plan went first.
   *[order] It was equal to { $plans }. Then the order from before the vote decides, and this plan went first.
 }
outcome-tie-later = { $by ->
    [number] It was equal to { $plans }. Then the lowest number goes first: { $first } came first.
    [id] It was equal to { $plans }. Then the id in the count decides: { $first } came first.
   *[order] It was equal to { $plans }. Then the order from before the vote decides: { $first } came first.
 }

# How sure the outcome is.
firm-title = How sure is this outcome?
firm-open = See how it would have gone with other voters
firm-means = { $n ->
    [one] Suppose slightly different people had voted, of the same mind. We played that once: we drew { $voters } votes from the votes that there are, in which a vote may come twice. Then we counted again.
   *[other] Suppose slightly different people had voted, of the same mind. We played that { $n } times: each time we drew { $voters } votes from the votes that there are, in which a vote may come twice. Then we counted again.
 }
firm-all-sure = All plans that go ahead won nearly always. This outcome did not depend on chance.
firm-some-sure = { $n ->
    [0] None of the { $of } plans that go ahead won nearly always. This outcome could have been another.
    [one] Of the { $of } plans that go ahead, one won nearly always.
   *[other] { $sure } of the { $of } that go ahead won nearly always.
 }
firm-unsure = These plans go ahead, but with slightly different voters sometimes not:
firm-near = These plans do not go ahead, but with slightly different voters they sometimes do:
firm-ran-out = Counting took too long. We stopped after { $n } of the { $asked } times.
firm-wins = { $n ->
    [one] Wins in one time
   *[other] Wins out of { $n } times
 }
firm-table = How often each plan wins with slightly different voters
firm-orders = And if equal plans had been ordered otherwise?
firm-orders-same = { $n ->
    [one] No plans that were equal decided who goes ahead.
   *[other] We counted with { $n } orders of plans that were equal. Each time the same plans go ahead.
 }
firm-orders-differ = { $outcomes ->
   *[other] We counted with { $n } orders of plans that were equal. That gave { $outcomes } different outcomes. It depends on the order whether these plans go ahead:
 }
firm-orders-more = There are more orders. We did not count all of them.
firm-experts = For experts: { $n } draws with replacement, as many ballots as there were, with the numbers of SplitMix64. The seed of the first is { $seed } and follows from the id of the vote; for each next one it is one more. All figures are in the steps of the count.

# The evening of the outcome.
present-open = Present the outcome on a large screen
present-of = { $n } of { $of }
present-first = { $n ->
    [one] One person voted for { $plans }. There is { $budget } to divide.
   *[other] { $number } people voted for { $plans }. There is { $budget } to divide.
 }
present-which = Which plans go ahead?
present-skipped = { $n ->
    [one] More votes, but it did not fit: { $plans }.
   *[other] More votes, but they did not fit: { $plans }.
 }
present-decided = The authority has decided on this outcome. The decision stands with the outcome.
present-whole = See the whole outcome
present-stopped = The next plan, { $plan }, costs { $cost }. { $left } is left: that does not fit, and then the list stops.
present-spent = Divided: { $spent } of { $budget }. { $left } left.
present-steps = Through the outcome
present-begin = Begin
present-next = Next
present-back = Back
present-again = Again
present-full = Fill the screen
present-keys = Arrows or space: on and back.
present-to-go = { $n ->
    [0] This is the last plan.
    [one] One plan to go.
   *[other] { $words } plans to go.
 }
