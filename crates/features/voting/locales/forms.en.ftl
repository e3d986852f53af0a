# Why a ballot of another form, or with limits per theme or area, cannot be taken.
refusal-ballot-group-too-few = In { $name } you choose at least { $least ->
    [one] one plan
   *[other] { $least } plans
  }. Choose { $more ->
    [one] one
   *[other] { $more }
  } more.
refusal-ballot-group-too-many = In { $name } you can choose at most { $most ->
    [one] one plan
   *[other] { $most } plans
  }. You chose { $chosen }. Take some away.
refusal-ballot-group-over-sum = Your plans in { $name } cost { $sum } together. That is { $over } more than the { $most } that you may divide there. Take a plan away there.
refusal-ballot-group-under-sum = In { $name } you choose plans for at least { $least }. Choose for another { $more } there.
refusal-ballot-too-many-themes = You can choose plans from at most { $most ->
    [one] one theme
   *[other] { $most } themes
  }. You chose from { $chosen } themes.
refusal-ballot-too-many-areas = You can choose plans from at most { $most ->
    [one] one area
   *[other] { $most } areas
  }. You chose from { $chosen } areas.
refusal-ballot-other-area = With your code you vote in { $area }. The plan “{ $title }” is not there. Take it away.
refusal-ballot-form = A plan has something beside it that this vote does not know. Choose again.
refusal-ballot-no-points = The plan “{ $title }” has no points. Give it at least one point, or take it away.
refusal-ballot-plan-points = You gave the plan “{ $title }” { $given } points. One plan may get at most { $most ->
    [one] one point
   *[other] { $most } points
  }.
refusal-ballot-points-over = You gave { $given } points, and you have { $total }. Take { $over ->
    [one] one
   *[other] { $over }
  } away.
refusal-round-points-missing = Enter how many points there are to divide, and how many one plan gets at most.
refusal-round-points-not-given = No points are divided in this form of voting. Leave the points empty.
refusal-round-points-clash = These points do not fit together. A plan gets at least one point and at most all, and there are enough points for the least number of plans.
refusal-round-group-limits-clash = The limits for “{ $name }” do not fit together: the most is less than the least.
refusal-round-group-named = Give every theme or area with limits a name, and list it once. Now “{ $name }” is wrong.
refusal-round-too-many-groups = There can be at most { $most } themes or areas with limits of their own.
refusal-round-group-unknown = There are limits for “{ $name }”, but no plan on the ballot belongs to it. Change the limits or the plans.
refusal-batch-area = No plan on the ballot is in “{ $name }”. Use the name as it stands with the plans.

# Codes that belong to an area.
codes-area = Area
codes-area-hint = Choose an area if these codes are only for people from there. Whether they then vote only there is in the rules of the vote.
codes-area-none = For everybody

# Ways to count for other forms than ticking plans.
round-way-borda = Highest places, skip what does not fit
round-count-borda-means = From each voter a plan gets a point for every plan that this voter placed below it. The plans with most points get money; if one does not fit, we look at the next.
round-way-borda-stop = Highest places, stop at what does not fit
round-count-borda-stop-means = From each voter a plan gets a point for every plan that this voter placed below it. As soon as a plan does not fit, we stop.
round-way-borda-per-cost = Highest places per euro
round-count-borda-per-cost-means = The points for places are divided by the cost. So cheap plans that stand high go first.
round-way-shares-borda = Equal shares, by place
round-count-shares-borda-means = Every voter gets an equal share of the budget. Who placed a plan higher pays more of it.
round-way-shares-borda-bare = Equal shares by place, without completion
round-way-shares-borda-util = Equal shares by place, the rest to most points
round-way-shares-borda-add = Equal shares by place, with ever larger shares
round-way-score = Most points, skip what does not fit
round-count-score-means = The plans with most points get money. If one does not fit, we look at the next.
round-way-score-stop = Most points, stop at what does not fit
round-count-score-stop-means = The plans with most points get money. As soon as a plan does not fit, we stop.
round-way-score-per-cost = Most points per euro
round-count-score-per-cost-means = The points are divided by the cost. So cheap plans with many points go first.
round-way-shares-points = Equal shares, by points
round-count-shares-points-means = Every voter gets an equal share of the budget. Who gave a plan more points pays more of it.
round-way-shares-points-bare = Equal shares by points, without completion
round-way-shares-points-util = Equal shares by points, the rest to most points
round-way-shares-points-add = Equal shares by points, with ever larger shares
round-way-yes-more = More yes than no, largest difference first
round-count-yes-more-means = For each plan we count yes minus no. Only plans with more yes than no take part; the largest difference goes first.
round-way-yes = Yes minus no, skip what does not fit
round-count-yes-means = For each plan we count yes minus no; the largest difference goes first. A plan with as many yes as no can get money too, one with more no cannot.
round-way-yes-stop = Yes minus no, stop at what does not fit
round-count-yes-stop-means = For each plan we count yes minus no; the largest difference goes first. As soon as a plan does not fit, we stop.
round-way-shares-yes = Equal shares, only yes counts
round-way-shares-yes-util = Equal shares, only yes counts, the rest to the largest difference
round-count-shares-yes-means = Every voter gets an equal share of the budget, and those who said yes pay together. A no does not count: a plan can win that many people are against.
round-count-places-means = The first place on a list is worth as many points as plans may be on it, each next place one less. The plans with most points get money; if one does not fit, we look at the next.
round-count-places-stop-means = The first place on a list is worth as many points as plans may be on it, each next place one less. As soon as a plan does not fit, we stop.
