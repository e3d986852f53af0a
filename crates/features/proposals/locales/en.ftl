# List of plans.
plans-title = The plans
plans-count = { $n ->
    [0] No plans
    [one] One plan
   *[other] { $number } plans
 }
plans-all = { $n ->
    [one] See the plan
   *[other] All { $number } plans
 }
plans-search = Search the plans
plans-search-label = Search plans
plans-filter-more = Choose a theme or order
plans-area = Neighbourhood
plans-all-areas = All neighbourhoods
plans-status = Status
plans-all-statuses = All statuses
plans-order = Order
plans-order-random = Random
plans-order-newest = Newest first
plans-order-oldest = By number
plans-order-title = By title
plans-order-cost-up = Lowest cost first
plans-order-cost-down = Highest cost first
plans-in-order-random = in random order
plans-in-order-newest = newest first
plans-in-order-oldest = by number
plans-in-order-title = by title
plans-in-order-cost-up = cheapest first
plans-in-order-cost-down = most expensive first
plans-none-found = No plans found
plans-none-found-why = No plan fits everything you are looking for. Try another word or choose fewer filters.
plans-show-all = Show all plans
plans-none-yet = There are no plans yet
plans-none-yet-why = Plans will appear here as soon as there are any. The page of the project tells you what is happening now.
plans-to-project = To the project

# One plan.
plan-by = Handed in by { $author }
plan-about = About this plan
plan-author = Handed in by
plan-place = Where
plan-area = Neighbourhood
plan-status = Status
plan-cost-and-vote = Cost and vote
plan-cost-note = is what this plan costs
plan-vote = Vote for this plan
plan-vote-now = You can vote for it
plan-vote-soon = You can vote for it soon
plan-vote-until = You can vote until { $moment }.
plan-vote-from = You can vote from { $moment }.
plan-vote-over = You could vote until { $day }.
plan-outcome = See the outcome
plan-neighbours = Other plans
plan-before = Previous: { $title }
plan-after = Next: { $title }

# Staff room: the table.
staff-plans-title = Plans
staff-plans-add = Add a plan
staff-plans-search = Search by title or text
staff-plans-shown = {"{n}"} plans on this page
staff-plans-all = All
staff-plans-chosen = {"{n}"} chosen
staff-plans-choose = Choose plan { $number }
staff-plans-choose-all = Choose everything on this page
staff-plans-show = Show to residents
staff-plans-hide = Hide
staff-plans-hidden = Hidden
staff-plans-new-status = New status
staff-plans-set-status = Change status
staff-plans-number = No.
staff-plans-column-title = Title
staff-plans-theme = Theme
staff-plans-cost = Cost
staff-plans-none-why = Add the first plan, or have plans read from a file.

# Staff room: the form.
staff-plan-new = Add a plan
staff-plan-title = Plan { $number }
staff-plan-back = Back to the plans
staff-plan-on-site = See it on the site
staff-plan-texts-nl = Texts in Dutch
staff-plan-texts-en = Texts in English
staff-plan-name = Title
staff-plan-summary = Summary
staff-plan-summary-hint = Two lines. They appear in the list and above the plan.
staff-plan-text = Whole text
staff-plan-text-hint = An empty line begins a new paragraph. Put ## before a heading, - before an item of a list and ** around bold words.
staff-plan-alt = What does the picture show?
staff-plan-alt-hint = One sentence, for those who cannot see the picture.
staff-plan-picture = Picture
staff-plan-upload = Choose a picture
staff-plan-upload-hint = JPEG, PNG or WebP, at most 15 MB. Preferably four wide by three high.
staff-plan-remove-picture = Remove the picture
staff-plan-facts = About the plan
staff-plan-author = Handed in by
staff-plan-author-hint = This name appears with the plan on the site.
staff-plan-cost = Cost in euros
staff-plan-cost-hint = Without an amount the plan cannot be part of a vote about money.
staff-plan-no-area = No neighbourhood
staff-plan-place = Where is it?
staff-plan-latitude = Latitude
staff-plan-longitude = Longitude
staff-plan-external = Number from elsewhere
staff-plan-external-hint = For example from another system or a Pabulib file.
staff-plan-tags = Themes and other labels
staff-plan-no-tags = This project has no themes or other labels yet.
staff-plan-published = Residents see this plan
staff-plan-published-hint = Without a tick only staff see it.
staff-plan-why = Why does the plan leave the site?
staff-plan-why-hint = Fill this in when you take the tick away. Whoever handed it in gets this reason by e-mail.

# What cannot be done.
refusal-plan-cost = Enter a cost from €0 to €10,000,000,000.
refusal-plan-point = This place is not right. Enter a latitude from -90 to 90 and a longitude from -180 to 180, or leave both empty.
refusal-plan-picture = This picture is not there. Choose it again.
refusal-plan-too-many-tags = A plan can have at most 40 labels.
refusal-plan-tag = This label does not belong to this project. Choose another.
refusal-plan-area = This neighbourhood does not belong to this project. Choose another.
refusal-plan-status = This project does not have this status. Choose another.
refusal-plan-external-id = There is a plan with the number { $id } already. Each number from elsewhere can be used once.
refusal-plan-too-many = These are too many at once. Take at most { $most } plans.
refusal-plan-none-chosen = You have not chosen a plan yet. Tick the plans that you mean.
refusal-plan-query = We do not know the value of “{ $key }” in the address.

# Log.
log-plan-created = Plan { $number } made: { $title }
log-plan-changed = Plan { $number } changed: { $title }
log-plan-picture = Picture of plan { $number } changed
log-plans-imported = { $n ->
    [one] One plan imported, with number { $first }
   *[other] { $n } plans imported, from number { $first }
 }
log-plans-shown = Shown to residents: plan { $numbers }
log-plans-status = Gave status “{ $status }” to plan { $numbers }

# Documents.
plan-documents = Documents
plan-document = { $name } ({ $kind }, { $size })
staff-plan-new-alt = What does the new picture show?
