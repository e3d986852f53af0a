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
