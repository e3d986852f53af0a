# Waarom iets niet doorgaat: wat er gebeurde, wat bewaard is, wat je kunt doen.

refusal-vote-not-begun = De stemming begint op { $at }. Tot dan kun je de plannen bekijken.
refusal-vote-not-begun--formal = De stemming begint op { $at }. Tot dan kunt u de plannen bekijken.
refusal-vote-closed = Je keuze is niet ontvangen. De stemming sloot op { $at }. Wat je eerder verstuurde, telt gewoon mee.
refusal-vote-closed--formal = Uw keuze is niet ontvangen. De stemming sloot op { $at }. Wat u eerder verstuurde, telt gewoon mee.
refusal-vote-not-open = Deze stemming is nog niet geopend.
refusal-wrong-voting-code = Deze stemcode is niet geldig. Kijk hem nog eens na, of vraag hulp. Je keuze is bewaard.
refusal-wrong-voting-code--formal = Deze stemcode is niet geldig. Kijk hem nog eens na, of vraag hulp. Uw keuze is bewaard.
refusal-voter-needed = Laat eerst zien dat je mag stemmen: vul je stemcode of de code uit je mail in. Je keuze is bewaard.
refusal-voter-needed--formal = Laat eerst zien dat u mag stemmen: vul uw stemcode of de code uit uw mail in. Uw keuze is bewaard.
refusal-way-not-offered = Zo kun je bij deze stemming niet stemmen. Bij de stemming staat hoe het wel kan.
refusal-way-not-offered--formal = Zo kunt u bij deze stemming niet stemmen. Bij de stemming staat hoe het wel kan.
refusal-wrong-mail-code = Deze code klopt niet of is te oud. Kijk in je nieuwste mail, of vraag een nieuwe code. Je keuze is bewaard.
refusal-wrong-mail-code--formal = Deze code klopt niet of is te oud. Kijk in uw nieuwste mail, of vraag een nieuwe code. Uw keuze is bewaard.
refusal-ballot-blank = Je hebt nog geen plan gekozen. Kies er minstens één.
refusal-ballot-blank--formal = U hebt nog geen plan gekozen. Kies er minstens één.
refusal-ballot-too-few = Je koos { $chosen ->
    [one] één plan
   *[other] { $chosen } plannen
  }. Kies er minstens { $least }.
refusal-ballot-too-few--formal = U koos { $chosen ->
    [one] één plan
   *[other] { $chosen } plannen
  }. Kies er minstens { $least }.
refusal-ballot-too-many = Je koos { $chosen ->
    [one] één plan
   *[other] { $chosen } plannen
  }. Je mag er hoogstens { $most } kiezen. Haal er een paar weg.
refusal-ballot-too-many--formal = U koos { $chosen ->
    [one] één plan
   *[other] { $chosen } plannen
  }. U mag er hoogstens { $most } kiezen. Haal er een paar weg.
refusal-ballot-over-sum = Je plannen kosten samen { $sum }. Dat is { $over } meer dan de { $most } die je mag verdelen. Haal een plan weg.
refusal-ballot-over-sum--formal = Uw plannen kosten samen { $sum }. Dat is { $over } meer dan de { $most } die u mag verdelen. Haal een plan weg.
refusal-ballot-under-sum = Je plannen kosten samen { $sum }. Kies plannen voor minstens { $least }.
refusal-ballot-under-sum--formal = Uw plannen kosten samen { $sum }. Kies plannen voor minstens { $least }.
refusal-ballot-unknown-plan = Plan { $number } staat niet op het stembiljet. Kies opnieuw.
refusal-ballot-double-plan = Een plan staat twee keer in je keuze. Haal er één weg.
refusal-ballot-double-plan--formal = Een plan staat twee keer in uw keuze. Haal er één weg.
refusal-ballot-struck-plan = Het plan “{ $title }” doet niet meer mee. Haal het uit je keuze; het geld kun je aan iets anders geven.
refusal-ballot-struck-plan--formal = Het plan “{ $title }” doet niet meer mee. Haal het uit uw keuze; het geld kunt u aan iets anders geven.
refusal-ballot-outdated = Intussen is er iets veranderd op het stembiljet. Je keuze is bewaard. Kijk haar nog eens na en verstuur haar opnieuw.
refusal-ballot-outdated--formal = Intussen is er iets veranderd op het stembiljet. Uw keuze is bewaard. Kijk haar nog eens na en verstuur haar opnieuw.
refusal-already-voted = Je hebt al gestemd. Bij deze stemming kun je dat niet meer veranderen. Je eerste stem telt.
refusal-already-voted--formal = U hebt al gestemd. Bij deze stemming kunt u dat niet meer veranderen. Uw eerste stem telt.
refusal-ballot-stands = Deze keuze is niet verstuurd, want er is al een andere stem van je binnen. Die telt. Wil je dat deze keuze telt? Verstuur haar dan opnieuw.
refusal-ballot-stands--formal = Deze keuze is niet verstuurd, want er is al een andere stem van u binnen. Die telt. Wilt u dat deze keuze telt? Verstuur haar dan opnieuw.
refusal-entitlement-void = Met deze code kun je niet meer stemmen: hij is ongeldig gemaakt. Vraag hulp als je een nieuwe nodig hebt.
refusal-entitlement-void--formal = Met deze code kunt u niet meer stemmen: hij is ongeldig gemaakt. Vraag hulp als u een nieuwe nodig hebt.
refusal-idempotency-key-reused = Deze naam van een verzoek hoort bij een andere keuze. Er is niets veranderd. Stuur het verzoek met een nieuwe naam.
refusal-round-state = Dat kan nu niet: { $state ->
    [draft] de stemming is nog een concept
    [open] de stemming loopt nog
    [closed] de stemming is gesloten
    [review] de stemming wordt nagekeken
    [sealed] de stemmen zijn verzegeld
    [counted] de stemmen zijn geteld
    [provisional] de voorlopige uitslag is openbaar
    [decided] er is al een besluit
   *[final] de stemming is afgerond
  }. Er is niets veranderd.
refusal-round-frozen = De stemming is geopend, dus regels, tijden en plannen liggen vast. Later sluiten kan wel.
refusal-round-closes-earlier = De stemming kan niet eerder sluiten dan { $at }, want dat is beloofd. Kies een later moment.
refusal-round-closes-in-past = Het moment van sluiten is al voorbij. Kies een later moment.
refusal-round-no-electorate = Zo kan niemand stemmen. Kies stemcodes, mailadressen of allebei.
refusal-round-review-too-long = Nakijken mag hoogstens zeven dagen duren.
refusal-round-rule = Deze telregel past niet bij een stemming waarin mensen plannen aanvinken. Kies een andere regel.
refusal-round-review-not-over = Het nakijken duurt tot { $at }, zoals vooraf gezegd is. Daarna kun je verder.
refusal-round-limits-clash = Deze grenzen passen niet bij elkaar: het meeste is minder dan het minste.
refusal-round-no-budget = Vul in hoeveel geld er te verdelen is.
refusal-round-no-candidates = Zet minstens één plan op het stembiljet, en hoogstens 2.000.
refusal-round-cannot-be-met = Met deze plannen en grenzen kan niemand een geldige keuze maken. Verander de plannen of de grenzen.
refusal-candidate-twice = Een plan staat twee keer op het stembiljet.
refusal-candidate-negative-cost = Een bedrag kan niet onder nul zijn.
refusal-candidate-already-struck = Dit plan deed al niet meer mee.
refusal-batch-size = Vul een aantal in van 1 tot { $most }.
refusal-batch-not-ready = De codes worden nog gemaakt. Probeer het over een minuut weer.
refusal-batch-file-gone = Het bestand voor de drukker is vernietigd. Alleen nieuwe codes kun je nog downloaden.
refusal-batch-count-differs = De drukker telde een ander aantal dan er codes zijn. Het bestand is bewaard. Zoek eerst uit hoe dat komt.
refusal-unknown-code = Dit is geen stemcode van deze stemming. Kijk hem nog eens na.
refusal-code-void = Deze code was al ongeldig.
refusal-unknown-voter-address = Met dit mailadres heeft niemand zich bij deze stemming gemeld. Kijk het nog eens na.
refusal-voter-address-void = Dit mailadres was al uitgesloten.
refusal-batch-void = Deze partij was al ongeldig.
refusal-document-address = Dit is geen adres van een document. Het begint met https://.
refusal-outcome-not-public = De uitslag is nog niet openbaar.
refusal-vote-query = De waarde van { $key } kan niet.
refusal-cannot-import = Dit bestand kan geen stemming worden: { $why }.

# De mail met een code.

mail-vote-code-subject = { $code } is je code om te stemmen
mail-vote-code-subject--formal = { $code } is uw code om te stemmen
mail-vote-code-text =
  Je code om te stemmen bij “{ $round }” is:

  { $code }

  De code is een kwartier geldig. Vroeg je geen code? Dan hoef je niets te doen.

  { $organisation }
mail-vote-code-text--formal =
  Uw code om te stemmen bij “{ $round }” is:

  { $code }

  De code is een kwartier geldig. Vroeg u geen code? Dan hoeft u niets te doen.

  { $organisation }

# Het logboek.

log-round-created = Stemming gemaakt: { $title }
log-round-changed = Stemming veranderd: { $title }
log-round-removed = Klad van een stemming weggegooid: { $title }
log-round-plans = Plannen op het stembiljet gezet: { $plans } bij { $title }
log-round-opened = Stemming geopend: { $title }. { $plans ->
    [one] Eén plan staat
   *[other] { $plans } plannen staan
  } op het stembiljet; er is { $budget_cents } te verdelen. Regels, tijden en plannen liggen vast.
log-round-prolonged = Stemming verlengd: { $title }. Zij sluit niet op { $from_at }, maar op { $to_at }. { $reason }
log-plan-struck = Plan ingetrokken: { $plan }. { $reason }
log-round-closed = Stemming gesloten: { $title }
log-round-reviewed = Nakijken klaar: { $title }. { $note }
log-round-sealed = Stemmen verzegeld: { $title }. { $ballots ->
    [one] Eén stem telt
   *[other] { $ballots } stemmen tellen
  } mee, { $voided } ongeldig.
log-round-counted = Stemmen geteld: { $title }
log-round-published = Voorlopige uitslag openbaar: { $title }
log-round-decided = Besluit over { $title } door { $authority }
log-round-final = Stemming afgerond: { $title }
log-codes-made = Stemcodes gemaakt: { $count } in { $name }
log-codes-downloaded = Stemcodes gedownload: { $name }
log-codes-confirmed = Aantal van de drukker bevestigd en bestand vernietigd: { $name }
log-code-void = Een stemcode ongeldig gemaakt. { $reason }
log-email-void = Een mailadres uitgesloten. { $reason }
log-batch-void = Een partij stemcodes ongeldig gemaakt: { $name }, { $count ->
    [one] één code
   *[other] { $count } codes
  }. { $reason }
log-code-replaced = Een stemcode vervangen. { $reason }
log-code-looked-up = Een stemcode nagekeken
log-rules-compared = Telregels vergeleken voor { $title }

# Een bestand van een eerdere stemming.
refusal-pb-missing = Kies eerst een bestand.
refusal-pb-no-text = Dit is geen tekstbestand in UTF-8. Een bestand van een stemming heet meestal iets als ‘stemming.pb’.
refusal-pb-too-large = Dit bestand is te groot om te vergelijken. Het mag ten hoogste 12 MB zijn, met 2.000 plannen en 300.000 stemmen.
refusal-pb-nothing = In dit bestand staan geen plannen of geen stemmen. Er valt niets te vergelijken.
refusal-pb-missing-section = Regel { $line }: hier hoort het deel { $name } te beginnen. Dat ontbreekt.
refusal-pb-repeated-section = Regel { $line }: het deel { $name } begint hier voor de tweede keer.
refusal-pb-missing-key = Regel { $line }: in het deel META ontbreekt { $name }.
refusal-pb-duplicate-key = Regel { $line }: { $name } staat hier voor de tweede keer.
refusal-pb-missing-column = Regel { $line }: in het deel { $section } ontbreekt de kolom { $name }.
refusal-pb-duplicate-column = Regel { $line }: de kolom { $name } staat er twee keer.
refusal-pb-vote-type = Regel { $line }: de soort stemming ‘{ $value }’ kennen we niet.
refusal-pb-amount = Regel { $line }: bij { $name } staat ‘{ $value }’. Dat is geen bedrag.
refusal-pb-missing-id = Regel { $line }: { $name } is niet ingevuld.
refusal-pb-missing-meta-key = Regel { $line }: hier staat een waarde zonder naam ervoor.
refusal-pb-duplicate-plan = Regel { $line }: plan { $name } staat ook al op regel { $first }.
refusal-pb-unknown-plan = Regel { $line }: iemand stemde op plan { $name }, maar dat plan staat niet in het bestand.
refusal-pb-points-differ = Regel { $line }: hier staan { $choices } plannen en { $points } keer punten. Dat moet gelijk zijn.
refusal-pb-points = Regel { $line }: ‘{ $value }’ is geen getal, en hier horen punten.
refusal-pb-open-quote = Regel { $line }: een tekst tussen aanhalingstekens houdt niet op. Misschien staat er een aanhalingsteken te veel.
refusal-pb-lone-return = Regel { $line }: er staat een regeleinde midden in een tekst. Zet elke stem en elk plan op één regel.
refusal-pb-row-short = Regel { $line }: de regel houdt op voor de kolom { $name }.
refusal-pb-row-long = Regel { $line }: de regel heeft meer vakjes dan er kolommen zijn. Meestal staat er een ‘;’ te veel.
refusal-no-test-ballots = Er zijn nog geen teststemmen. Maak testcodes en stem ermee.
refusal-round-rule-heavy = Met deze plannen en bedragen kan deze telregel te lang duren. Rond de kosten af op bijvoorbeeld € 100, of kies een andere regel.
refusal-round-rule-names = De telregel noemt ‘{ $name }’, maar dat staat niet op het stembiljet. Verander de regel of de plannen.
