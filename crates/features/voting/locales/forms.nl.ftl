# Waarom een stem van een andere vorm, of met grenzen per thema of gebied, niet kan.
refusal-ballot-group-too-few = In { $name } kies je minstens { $least ->
    [one] één plan
   *[other] { $least } plannen
  }. Kies er nog { $more ->
    [one] één
   *[other] { $more }
  }.
refusal-ballot-group-too-few--formal = In { $name } kiest u minstens { $least ->
    [one] één plan
   *[other] { $least } plannen
  }. Kies er nog { $more ->
    [one] één
   *[other] { $more }
  }.
refusal-ballot-group-too-many = In { $name } kun je hoogstens { $most ->
    [one] één plan
   *[other] { $most } plannen
  } kiezen. Je koos er { $chosen }. Haal er een paar weg.
refusal-ballot-group-too-many--formal = In { $name } kunt u hoogstens { $most ->
    [one] één plan
   *[other] { $most } plannen
  } kiezen. U koos er { $chosen }. Haal er een paar weg.
refusal-ballot-group-over-sum = Je plannen in { $name } kosten samen { $sum }. Dat is { $over } meer dan de { $most } die je daar mag verdelen. Haal daar een plan weg.
refusal-ballot-group-over-sum--formal = Uw plannen in { $name } kosten samen { $sum }. Dat is { $over } meer dan de { $most } die u daar mag verdelen. Haal daar een plan weg.
refusal-ballot-group-under-sum = In { $name } kies je voor minstens { $least } aan plannen. Kies daar nog voor { $more }.
refusal-ballot-group-under-sum--formal = In { $name } kiest u voor minstens { $least } aan plannen. Kies daar nog voor { $more }.
refusal-ballot-too-many-themes = Je kunt plannen kiezen uit hoogstens { $most ->
    [one] één thema
   *[other] { $most } thema’s
  }. Je koos uit { $chosen } thema’s.
refusal-ballot-too-many-themes--formal = U kunt plannen kiezen uit hoogstens { $most ->
    [one] één thema
   *[other] { $most } thema’s
  }. U koos uit { $chosen } thema’s.
refusal-ballot-too-many-areas = Je kunt plannen kiezen uit hoogstens { $most ->
    [one] één gebied
   *[other] { $most } gebieden
  }. Je koos uit { $chosen } gebieden.
refusal-ballot-too-many-areas--formal = U kunt plannen kiezen uit hoogstens { $most ->
    [one] één gebied
   *[other] { $most } gebieden
  }. U koos uit { $chosen } gebieden.
refusal-ballot-other-area = Met jouw code stem je in { $area }. Het plan “{ $title }” hoort daar niet bij. Haal het weg.
refusal-ballot-other-area--formal = Met uw code stemt u in { $area }. Het plan “{ $title }” hoort daar niet bij. Haal het weg.
refusal-ballot-form = Bij een plan staat iets wat bij deze stemming niet kan. Kies opnieuw.
refusal-ballot-no-points = Het plan “{ $title }” heeft geen punten. Geef het minstens één punt, of haal het weg.
refusal-ballot-plan-points = Je gaf het plan “{ $title }” { $given } punten. Eén plan mag hoogstens { $most ->
    [one] één punt
   *[other] { $most } punten
  } krijgen.
refusal-ballot-plan-points--formal = U gaf het plan “{ $title }” { $given } punten. Eén plan mag hoogstens { $most ->
    [one] één punt
   *[other] { $most } punten
  } krijgen.
refusal-ballot-points-over = Je gaf { $given } punten, en je hebt er { $total }. Haal er { $over ->
    [one] één
   *[other] { $over }
  } weg.
refusal-ballot-points-over--formal = U gaf { $given } punten, en u hebt er { $total }. Haal er { $over ->
    [one] één
   *[other] { $over }
  } weg.
refusal-round-points-missing = Vul in hoeveel punten er te verdelen zijn, en hoeveel één plan er hoogstens krijgt.
refusal-round-points-not-given = Bij deze vorm van stemmen worden geen punten verdeeld. Laat de punten leeg.
refusal-round-points-clash = Deze punten passen niet bij elkaar. Eén plan krijgt minstens één punt en hoogstens alle punten, en er zijn genoeg punten voor het kleinste aantal plannen.
refusal-round-group-limits-clash = De grenzen voor “{ $name }” passen niet bij elkaar: het meeste is minder dan het minste.
refusal-round-group-named = Geef elk thema of gebied met grenzen een naam, en noem het één keer. Nu gaat het mis bij “{ $name }”.
refusal-round-too-many-groups = Er kunnen hoogstens { $most } thema’s of gebieden met eigen grenzen zijn.
refusal-round-group-unknown = Er zijn grenzen voor “{ $name }”, maar geen plan op het stembiljet hoort daarbij. Verander de grenzen of de plannen.
refusal-batch-area = Geen plan op het stembiljet ligt in “{ $name }”. Neem de naam over zoals die bij de plannen staat.

# Codes die bij een gebied horen.
codes-area = Gebied
codes-area-hint = Kies een gebied als deze codes alleen voor mensen uit dat gebied zijn. Of ze dan alleen daar stemmen, staat in de regels van de stemming.
codes-area-none = Voor iedereen

# Manieren van tellen voor andere vormen dan plannen aanvinken.
round-way-borda = Hoogste plaatsen, overslaan wat niet past
round-count-borda-means = Een plan krijgt van elke stemmer een punt voor elk plan dat die stemmer eronder zette. De plannen met de meeste punten krijgen geld; past er een niet, dan kijken we naar het volgende.
round-way-borda-stop = Hoogste plaatsen, stoppen bij wat niet past
round-count-borda-stop-means = Een plan krijgt van elke stemmer een punt voor elk plan dat die stemmer eronder zette. Zodra een plan niet past, stoppen we.
round-way-borda-per-cost = Hoogste plaatsen per euro
round-count-borda-per-cost-means = De punten voor plaatsen worden gedeeld door de kosten. Zo gaan goedkope plannen die hoog staan voor.
round-way-shares-borda = Gelijke delen, naar plaats
round-count-shares-borda-means = Iedere stemmer krijgt een even groot deel van het budget. Wie een plan hoger zette, betaalt er meer aan mee.
round-way-shares-borda-bare = Gelijke delen naar plaats, zonder aanvulling
round-way-shares-borda-util = Gelijke delen naar plaats, de rest naar de meeste punten
round-way-shares-borda-add = Gelijke delen naar plaats, met een steeds groter deel
round-way-score = Meeste punten, overslaan wat niet past
round-count-score-means = De plannen met de meeste punten krijgen geld. Past er een niet, dan kijken we naar het volgende.
round-way-score-stop = Meeste punten, stoppen bij wat niet past
round-count-score-stop-means = De plannen met de meeste punten krijgen geld. Zodra een plan niet past, stoppen we.
round-way-score-per-cost = Meeste punten per euro
round-count-score-per-cost-means = De punten worden gedeeld door de kosten. Zo gaan goedkope plannen met veel punten voor.
round-way-shares-points = Gelijke delen, naar punten
round-count-shares-points-means = Iedere stemmer krijgt een even groot deel van het budget. Wie een plan meer punten gaf, betaalt er meer aan mee.
round-way-shares-points-bare = Gelijke delen naar punten, zonder aanvulling
round-way-shares-points-util = Gelijke delen naar punten, de rest naar de meeste punten
round-way-shares-points-add = Gelijke delen naar punten, met een steeds groter deel
round-way-yes-more = Meer ja dan nee, hoogste verschil eerst
round-count-yes-more-means = Voor elk plan tellen we ja min nee. Alleen plannen met meer ja dan nee doen mee; het grootste verschil gaat voor.
round-way-yes = Ja min nee, overslaan wat niet past
round-count-yes-means = Voor elk plan tellen we ja min nee; het grootste verschil gaat voor. Een plan met evenveel ja als nee kan ook geld krijgen, een plan met meer nee niet.
round-way-yes-stop = Ja min nee, stoppen bij wat niet past
round-count-yes-stop-means = Voor elk plan tellen we ja min nee; het grootste verschil gaat voor. Zodra een plan niet past, stoppen we.
round-way-shares-yes = Gelijke delen, alleen ja telt
round-way-shares-yes-util = Gelijke delen, alleen ja telt, de rest naar het hoogste verschil
round-count-shares-yes-means = Iedere stemmer krijgt een even groot deel van het budget, en wie ja zei, betaalt het samen. Nee telt niet: een plan kan winnen waar veel mensen tegen zijn.
round-count-places-means = De eerste plaats op een lijst is zoveel punten waard als er plannen op mogen, elke volgende plaats één minder. De plannen met de meeste punten krijgen geld; past er een niet, dan kijken we naar het volgende.
round-count-places-stop-means = De eerste plaats op een lijst is zoveel punten waard als er plannen op mogen, elke volgende plaats één minder. Zodra een plan niet past, stoppen we.
