# Staff room: table of plans.
staff-views = Kept views
staff-view-keep = Keep this view
staff-view-name = Name of the view
staff-view-forget = Forget this view
staff-export-xlsx = Download these plans as an Excel file
staff-export-csv = Download these plans as a CSV file
staff-plans-hide-why = Hide with a reason
staff-plans-why = Why does the plan leave the site?
staff-plans-why-hint = Its author gets this reason by mail.
staff-plans-tags = Give or remove tags
staff-plans-tag = Tag
staff-plans-tag-on = Give this tag
staff-plans-tag-off = Remove this tag
staff-plans-message = Send a message to the authors
staff-plans-subject = Subject
staff-plans-message-text = Message
staff-plans-message-hint = Whoever handed in the plan or takes part gets this by mail. The title of the plan stands above it.
staff-plans-send = Send the message
staff-plans-messaged = { $n ->
    [0] Nobody with an e-mail address belongs to these plans. Nothing was sent.
    [one] The message goes to the authors of one plan.
   *[other] The message goes to the authors of { $n } plans.
 }
staff-plan-hidden-at = Hidden on { $moment }
own-hidden-at = This plan was taken off the site on { $moment }
refusal-plan-views = A project can keep { $most } views at most. Forget one first.

# Ballot.
ballot-title = On the ballot
ballot-lead = On the ballot all plans are equally long and have an amount of the same kind. Write here how this plan stands there. The plan itself stays as its author wrote it, and voters open it from the ballot.
ballot-original = As its author wrote it
ballot-version = As it stands on the ballot
ballot-empty = What you leave empty stands on the ballot as in the plan. A vote that is open does not change any more.
ballot-as-plan = As in the plan
ballot-picture-number = Picture { $n } of the plan
ballot-length = ({ $n } characters)

# Plans from a file.
import-title = Plans from a file
import-lead = Put plans in an Excel, ODS or CSV file and send it here. We look at it first and write nothing yet. Where a plan has a number, that plan is changed.
import-template-xlsx = Example for Excel, with an explanation of each column
import-template-csv = Example as CSV
import-file = File with plans
import-file-hint = { $most ->
    [one] XLSX, ODS or CSV, one row and 20 MB at most.
   *[other] XLSX, ODS or CSV, { $number } rows and 20 MB at most.
 }
import-look = Look at the file
import-recent = Sent before
import-state-checked = looked at
import-state-running = under way
import-state-done = done
import-rows = { $n ->
    [one] one row
   *[other] { $number } rows
 }
import-fine = All is well. Nothing has been written yet.
import-guessed = We had to guess the letters in this file. Look whether words with é or ë are right, or save it as CSV UTF-8.
import-run = Import these plans
import-problems = { $n ->
    [one] Something is wrong. Nothing has been written.
   *[other] { $number } things are wrong. Nothing has been written.
 }
import-problems-why = Mend the rows in your file and send it again.
import-problems-title = What is wrong
import-row = Row
import-what = What is wrong
import-more-problems = { $n ->
    [one] And one more.
   *[other] And { $n } more.
 }
import-progress = Under way: { $done } of { $total } rows. You can close this page; it goes on.
import-done = Done
import-made = { $n ->
    [0] There are no new plans.
    [one] One new plan.
   *[other] { $number } new plans.
 }
import-changed = { $n ->
    [0] No plans were changed.
    [one] One plan changed.
   *[other] { $number } plans changed.
 }
import-to-plans = See the plans
import-another = Another file
sheet-number = Number
sheet-title = Title
sheet-summary = Summary
sheet-text = Text
sheet-author = Name
sheet-cost = Cost
sheet-status = Status
sheet-area = Area
sheet-tags = Tags
sheet-place = Place
sheet-latitude = Latitude
sheet-longitude = Longitude
sheet-external = Number elsewhere
sheet-published = On the site
sheet-why = Why hidden
sheet-date = Handed in on
sheet-email = E-mail address
sheet-question = Question { $number }: { $label }
sheet-column = Column
sheet-takes = What it takes
sheet-help = Explanation
sheet-takes-number = Empty for a new plan. The number of a plan that is there changes that plan.
sheet-takes-title = Needed
sheet-takes-degrees = A number such as 52.3702 or 4.8952, together with the other degree
sheet-takes-yes = Yes or No
refusal-sheet-columns = We do not know these columns: { $columns }. Use the columns of the example.
refusal-sheet-column-twice = This column is there twice: { $columns }.
refusal-sheet-no-title = There is no column Title. Put the names of the columns in the first row, as in the example.
refusal-sheet-formula = There is a formula here. We do not work it out. Put the value itself.
refusal-sheet-number = This is not a number of a plan.
refusal-sheet-plan = This project has no plan with this number.
refusal-sheet-number-twice = This number stands in another row too.
refusal-sheet-yes-no = Put Yes or No here.
refusal-sheet-problems = There are still things wrong in this file. Mend it and send it again.

# Mail.
mail-plan-hidden-subject = Your plan is no longer on the site: { $title }
mail-plan-hidden-text =
    A member of staff has taken your plan “{ $title }” off the site. The reason:
    
    { $why }
    
    Do you disagree? Answer this mail or get in touch with us. Your plans: { $link }
    
    { $organisation }
mail-plan-status-subject = { $status }: { $title }
mail-plan-status-text =
    Your plan “{ $title }” now has the status “{ $status }”.
    
    { $message }
    
    Your plans: { $link }
    
    { $organisation }
mail-plan-message-subject = { $subject }
mail-plan-message-text =
    About the plan “{ $title }”:
    
    { $text }
    
    Your plans: { $link }
    
    { $organisation }

# Log.
log-plans-hidden-why = Plans { $numbers } hidden: { $why }
log-plans-tagged = Tag { $tag } given to plans { $numbers }
log-plans-untagged = Tag { $tag } removed from plans { $numbers }
log-plans-message = Message sent about plans { $numbers }: { $subject }
log-plan-ballot = Ballot of plan { $number } changed

# The map beside the plans.
staff-map = On the map
staff-map-lead = What stands on the map beside the plans. Residents see it in the legend, and switch layers on and off.
staff-map-no-page = This project has no page with plans
staff-map-no-page-why = Without that page there is no map to put anything on.
staff-map-layers = Layers
staff-map-layers-none = There are no layers yet.
staff-map-layer-new = New layer
staff-map-markers = Fixed points
staff-map-markers-none = There are no fixed points yet.
staff-map-marker-new = New fixed point
staff-map-title = Name
staff-map-colour = Colour
staff-map-colour-0 = Blue
staff-map-colour-1 = Green
staff-map-colour-2 = Red
staff-map-colour-3 = Dark grey
staff-map-colour-4 = Light grey
staff-map-shown = When somebody opens the map
staff-map-on = The layer is on
staff-map-off = The layer is off
staff-map-geojson = Drawing (GeoJSON)
staff-map-geojson-hint = Paste the content of a GeoJSON file with latitudes and longitudes (WGS 84).
staff-map-link = Where the point leads
staff-map-link-hint = A page of this site, such as /privacy, or an address that begins with https://.
staff-map-add = Put on the map
staff-map-remove = Take off the map
log-map-changed = The map beside the plans was changed: { $title }
refusal-map-layer = This is not a drawing that we can read. Paste GeoJSON in latitudes and longitudes, not in coordinates of a national grid, of at most 200 kB.
refusal-map-link = Fill in a page of this site that begins with /, or an address that begins with https://.
refusal-map-most = A map has room for { $layers } layers and { $markers } fixed points at most.
