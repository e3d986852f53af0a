# Eén mail voor de sluiting, of één met de uitslag; en geen mail meer.
notice-reminder = Wil je een herinnering?
notice-reminder--formal = Wilt u een herinnering?
notice-reminder-means = Nog niet klaar? Op { $at } sturen we je één herinnering per mail.
notice-reminder-means--formal = Nog niet klaar? Op { $at } sturen we u één herinnering per mail.
notice-reminder-ask = Stuur me een herinnering
notice-reminder-done = Op { $at } krijg je één herinnering per mail.
notice-reminder-done--formal = Op { $at } krijgt u één herinnering per mail.
notice-outcome = De uitslag in je mail
notice-outcome--formal = De uitslag in uw mail
notice-outcome-means = Als de uitslag er is, sturen we je één mail.
notice-outcome-means--formal = Als de uitslag er is, sturen we u één mail.
notice-outcome-ask = Stuur me de uitslag
notice-outcome-done = Als de uitslag er is, krijg je één mail.
notice-outcome-done--formal = Als de uitslag er is, krijgt u één mail.
notice-apart = We bewaren je adres apart van je stem, alleen voor deze mail. Daarna wissen we het.
notice-apart--formal = We bewaren uw adres apart van uw stem, alleen voor deze mail. Daarna wissen we het.
notice-email = Je mailadres
notice-email--formal = Uw mailadres
notice-stop-title = Geen mail meer over deze stemming
notice-stop-means = Druk op de knop. Dan sturen we niets meer over deze stemming naar dit adres. Aan je stem verandert niets.
notice-stop-means--formal = Druk op de knop. Dan sturen we niets meer over deze stemming naar dit adres. Aan uw stem verandert niets.
notice-stop = Stuur me niets meer
notice-stopped = We sturen niets meer over deze stemming naar dit adres.
refusal-notice-late = Dat kan nu niet: deze mail gaat er nu uit, is al verstuurd, of de stemming is nog niet begonnen.
round-number-reminders = krijgen een herinnering
round-number-outcomes = krijgen de uitslag per mail
mail-notice-reminder-subject = Stemmen over “{ $round }” kan nog tot { $closes }
mail-notice-reminder-text =
  Je vroeg om een herinnering: je kunt stemmen over “{ $round }” tot { $closes }.

  { $page }

  Als je al gestemd hebt, hoef je niets te doen. Wij weten niet of je gestemd hebt: je adres staat apart van de stemmen. We hebben het nu gewist.

  Geen mail meer over deze stemming? { $stop }

  { $organisation }
mail-notice-reminder-text--formal =
  U vroeg om een herinnering: u kunt stemmen over “{ $round }” tot { $closes }.

  { $page }

  Als u al gestemd hebt, hoeft u niets te doen. Wij weten niet of u gestemd hebt: uw adres staat apart van de stemmen. We hebben het nu gewist.

  Geen mail meer over deze stemming? { $stop }

  { $organisation }
mail-notice-outcome-subject = De uitslag van “{ $round }” is er
mail-notice-outcome-text =
  De stemming over “{ $round }” is geteld. Je vindt de uitslag hier:

  { $page }

  Je vroeg om deze mail. Je adres stond apart van de stemmen, en we hebben het nu gewist.

  Geen mail meer over deze stemming? { $stop }

  { $organisation }
mail-notice-outcome-text--formal =
  De stemming over “{ $round }” is geteld. U vindt de uitslag hier:

  { $page }

  U vroeg om deze mail. Uw adres stond apart van de stemmen, en we hebben het nu gewist.

  Geen mail meer over deze stemming? { $stop }

  { $organisation }
