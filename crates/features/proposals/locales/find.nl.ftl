# Plannen vinden: lijst, tabel en kaart.
plans-view = Hoe wil je de plannen zien?
plans-view--formal = Hoe wilt u de plannen zien?
plans-view-cards = Lijst
plans-view-table = Tabel
plans-view-map = Kaart
plans-order-support = Meeste steun eerst
plans-in-order-support = met de meeste steun eerst
plans-mended = Geen plan heeft het woord “{ $typed }”. We zochten op “{ $meant }”.
plans-near = In de buurt van
plans-postcode = Postcode
plans-distance = Hoe ver?
plans-near-hint = De vier cijfers zijn genoeg. Plannen zonder vaste plek staan er altijd bij.
plans-postcode-unknown = De postcode { $code } kennen we niet. Je ziet nu plannen van overal.
plans-postcode-unknown--formal = De postcode { $code } kennen we niet. U ziet nu plannen van overal.
plans-part-of-map = Je ziet alleen plannen in een deel van de kaart.
plans-part-of-map--formal = U ziet alleen plannen in een deel van de kaart.
plans-whole-map = Toon de hele kaart
plans-everywhere = Overal
plans-column-number = Nr.
plans-column-title = Plan
plans-column-theme = Thema
plans-column-support = Steun
plans-column-cost = Kosten
plans-collect-until = Plannen insturen kan tot { $moment }
plans-collect-from = Plannen insturen kan vanaf { $moment }
plans-collect-over = Plannen insturen kon tot { $day }
plans-collect-button = Plan insturen
distance-m = { $n } meter
distance-km = { $n } kilometer

map-label = { $n ->
    [0] Kaart zonder plannen
    [one] Kaart met één plan
   *[other] Kaart met { $n } plannen
 }
map-label-plan = Kaart met de plek van dit plan
map-plan = Plan { $number }: { $title }
map-plan-word = Plan {"{number}"}: {"{title}"}
map-cluster = { $n } plannen bij elkaar: kijk dichterbij
map-cluster-word = {"{n}"} plannen bij elkaar: kijk dichterbij
map-area = { $area }: toon de plannen
map-no-places = Geen van deze plannen heeft een plek op de kaart.
map-without = { $n ->
    [one] Eén plan heeft geen plek op deze kaart. Het staat wel in de lijst.
   *[other] Van { $number } plannen staat de plek niet op deze kaart. Ze staan wel in de lijst.
 }
map-zoom-out = Toon de hele kaart
map-zoom-in = Kijk dichterbij
map-zoom-farther = Kijk van verder weg
map-found = {"{n}"} plannen op dit stuk kaart
map-failed = De plannen op de kaart konden niet geladen worden. De lijst eronder klopt wel.
map-legend = Wat staat er op de kaart?
map-streets = Toon straten op de kaart
map-streets-from = De kaartbeelden komen dan van { $host }. Die ziet welk stuk kaart je bekijkt.
map-streets-from--formal = De kaartbeelden komen dan van { $host }. Die ziet welk stuk kaart u bekijkt.

# Eén plan.
plan-support = { $n ->
    [one] Eén persoon steunt dit
   *[other] { $n } mensen steunen dit
 }
plan-on-map = Waar is het?
plan-pictures = Meer foto's en tekeningen
plan-history = Wat er met dit plan gebeurde
plan-history-first = Ingestuurd
plans-to-list = Sla de kaart over: naar de lijst
plans-feed = Volg deze lijst met RSS
plans-feed-title = Plannen: { $project }
plan-share = Deel dit plan
plan-share-address = Adres van dit plan
plan-share-copied = Het adres is gekopieerd.
plan-share-copy = Kopieer het adres
plan-share-more = Delen…
plan-share-mail = Stuur een mail
plan-share-chat = Deel via WhatsApp
plan-share-poster = Maak een poster
plan-share-picture = Bewaar de afbeelding om te delen
plan-share-picture-alt = Afbeelding om te delen, met de titel “{ $title }”
plan-share-words = Kijk eens naar dit plan voor de buurt: “{ $title }”.
plan-near = Plannen in de buurt
plan-near-within = Binnen { $distance } hiervandaan.
plan-alike = Over hetzelfde thema

# De poster.
poster-title = Poster: { $title }
poster-back = Terug naar het plan
poster-how = Druk deze bladzijde af met je browser. Ze past op één vel.
poster-how--formal = Druk deze bladzijde af met uw browser. Ze past op één vel.
poster-qr = Vierkante code met het adres { $address }
poster-call = Lees het hele plan
