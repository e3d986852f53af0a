# Finding plans: list, table and map.
plans-view = How do you want to see the plans?
plans-view-cards = List
plans-view-table = Table
plans-view-map = Map
plans-order-support = Most support first
plans-in-order-support = most support first
plans-mended = No plan has the word “{ $typed }”. We looked for “{ $meant }”.
plans-near = Near
plans-postcode = Post code
plans-distance = How far?
plans-near-hint = The four digits are enough. Plans without one place are always included.
plans-postcode-unknown = We do not know the post code { $code }. You now see plans from everywhere.
plans-part-of-map = You only see plans in one part of the map.
plans-whole-map = Show the whole map
plans-everywhere = Everywhere
plans-column-number = No.
plans-column-title = Plan
plans-column-theme = Theme
plans-column-support = Support
plans-column-cost = Cost
plans-collect-until = You can hand in plans until { $moment }
plans-collect-from = You can hand in plans from { $moment }
plans-collect-over = Plans could be handed in until { $day }
plans-collect-button = Hand in a plan
distance-m = { $n } metres
distance-km = { $n ->
    [one] { $n } kilometre
   *[other] { $n } kilometres
 }

map-label = { $n ->
    [0] Map without plans
    [one] Map with one plan
   *[other] Map with { $n } plans
 }
map-label-plan = Map with the place of this plan
map-plan = Plan { $number }: { $title }
map-plan-word = Plan {"{number}"}: {"{title}"}
map-cluster = { $n } plans together: look closer
map-cluster-word = {"{n}"} plans together: look closer
map-area = { $area }: show the plans
map-no-places = None of these plans has a place on the map.
map-without = { $n ->
    [one] One plan has no place on this map. It is in the list, though.
   *[other] The places of { $number } plans are not on this map. They are in the list, though.
 }
map-zoom-out = Show the whole map
map-zoom-in = Look closer
map-zoom-farther = Look from farther away
map-found = {"{n}"} plans on this part of the map
map-failed = The plans on the map could not be loaded. The list below it is right.
map-legend = What is on the map?
map-streets = Show streets on the map
map-streets-from = The pictures then come from { $host }, which sees which part of the map you look at.

# One plan.
plan-support = { $n ->
    [one] One person backs this
   *[other] { $n } people back this
 }
plan-on-map = Where is it?
plan-pictures = More photos and drawings
plan-history = What happened to this plan
plan-history-first = Handed in
plans-to-list = Skip the map: to the list
plans-feed = Follow this list with RSS
plans-feed-title = Plans: { $project }
plan-share = Share this plan
plan-share-address = Address of this plan
plan-share-copied = The address has been copied.
plan-share-copy = Copy the address
plan-share-more = Share…
plan-share-mail = Send an e-mail
plan-share-chat = Share with WhatsApp
plan-share-poster = Make a poster
plan-share-picture = Save the picture for sharing
plan-share-picture-alt = Picture for sharing, with the title “{ $title }”
plan-share-words = Have a look at this plan for the neighbourhood: “{ $title }”.
plan-near = Plans near by
plan-near-within = Within { $distance } of here.
plan-alike = On the same theme

# The poster.
poster-title = Poster: { $title }
poster-back = Back to the plan
poster-how = Print this page with your browser. It fits on one sheet.
poster-qr = Square code with the address { $address }
poster-call = Read the whole plan
