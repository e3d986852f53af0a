# Waarom een plan wel of niet doorgaat, in de woorden van de regel.
outcome-after-stop-round = Toen dit plan aan de beurt kwam, was het tellen al gestopt: een ander plan paste niet.
outcome-below-threshold = { $n ->
    [one] Een plan moest ten minste { $least } stemmen krijgen. Dit plan kreeg er één.
   *[other] Een plan moest ten minste { $least } stemmen krijgen. Dit plan kreeg er { $n }.
 }
outcome-ceiling = Voor { $name } was er nog { $left } over. Dit plan kost { $cost }.
outcome-excluded = ‘{ $plan }’ gaat door, en die twee plannen kunnen niet allebei.
outcome-not-admitted = Een plan had genoeg stemmen voor zijn kosten nodig om mee te doen. Dit plan had die niet.
outcome-chosen-phragmen = Dit plan kwam aan de beurt omdat de mensen die het kozen toen het minst droegen: { $load } per persoon. En het paste.
outcome-chosen-maximin = Met dit plan erbij hoefde niemand meer te dragen dan { $load }. Dat was minder dan met elk ander plan dat paste.
outcome-chosen-welfare = Dit plan hoort bij de plannen die samen passen en samen de meeste steun hebben.
outcome-chosen-top = { $n ->
    [one] Alleen het eerste plan gaat door, en dat is dit.
   *[other] De eerste { $n } plannen gaan door. Dit plan hoort daarbij.
 }
outcome-chosen-order = Geld speelde geen rol: dit plan staat in de volgorde.
outcome-nearly = Dit plan kost { $cost } en er was nog { $left } over. Dat is volgens de regel bijna genoeg: het gaat door, en iemand moet { $short } bijleggen.
outcome-fitted-per-cost = Dit plan kreeg { $rate } stemmen per € 1.000 en paste: er was nog { $left } over.
outcome-not-top = { $n ->
    [one] Alleen het eerste plan gaat door. Dit plan staat op plek { $place }.
   *[other] De eerste { $n } plannen gaan door. Dit plan staat op plek { $place }.
 }
outcome-not-welfare = Andere plannen hadden samen meer steun voor het geld.
outcome-shares-replaced = Meer mensen waren beter af met “meeste stemmen eerst”. Volgens die telling gaat dit plan door.
outcome-shares-replaced-lost = Meer mensen waren beter af met “meeste stemmen eerst”. Volgens die telling gaat dit plan niet door.
outcome-shares-nearest = Toen het plan het dichtst bij was, kwamen ze { $short } te kort.
outcome-shares-paid-for = Betaald
outcome-shares-began = Hun deel in het begin
outcome-shares-had = Over toen dit plan aan de beurt was
outcome-shares-where = Waar het geld heen ging van de mensen die kozen voor { $plan }
outcome-shares-where-short = Waar ging hun geld heen?
outcome-shares-effective = Voor kenners: de effectieve steun is { $percent } procent. Op het moment dat het plan het dichtst bij was, was er tegen de prijs van dat moment { $short } meer nodig.
outcome-needed-tried = Had het { $cost } gekost, dan was het doorgegaan.
outcome-tied-round = { $n ->
    [0] Bij het eerste plan stonden gelijk, in deze volgorde: { $plans }.
    [one] Na één gekozen plan stonden gelijk, in deze volgorde: { $plans }.
   *[other] Na { $n } gekozen plannen stonden gelijk, in deze volgorde: { $plans }.
 }
outcome-ties-how = { $by ->
    [number] Zo is het beslist: het plan met het laagste nummer ging voor. Dat stond vast voor de stemming begon.
    [id] Zo is het beslist: het kenmerk van het plan in de telling, als tekst vergeleken. Dat stond vast voor de stemming begon.
   *[order] Zo is het beslist: volgens de volgorde die vastlag voor de stemming begon.
 }
outcome-tie-first = { $by ->
    [number] Het stond gelijk met { $plans }. Het laagste nummer gaat dan voor, en dat heeft dit plan.
    [id] Het stond gelijk met { $plans }. Het kenmerk in de telling beslist dan, en dit plan ging voor.
   *[order] Het stond gelijk met { $plans }. De volgorde van vooraf beslist dan, en dit plan ging voor.
 }
outcome-tie-later = { $by ->
    [number] Het stond gelijk met { $plans }. Het laagste nummer gaat dan voor: eerst kwam { $first }.
    [id] Het stond gelijk met { $plans }. Het kenmerk in de telling beslist dan: eerst kwam { $first }.
   *[order] Het stond gelijk met { $plans }. De volgorde van vooraf beslist dan: eerst kwam { $first }.
 }

# Hoe zeker de uitslag is.
firm-title = Hoe zeker is deze uitslag?
firm-open = Bekijk hoe het met andere stemmers was gegaan
firm-means = { $n ->
    [one] Stel dat er net andere mensen hadden gestemd, met dezelfde meningen. Dat hebben we één keer nagespeeld: steeds lootten we { $voters } stemmen uit de stemmen die er zijn, waarbij een stem ook twee keer kan voorkomen. Daarna telden we opnieuw.
   *[other] Stel dat er net andere mensen hadden gestemd, met dezelfde meningen. Dat hebben we { $n } keer nagespeeld: steeds lootten we { $voters } stemmen uit de stemmen die er zijn, waarbij een stem ook twee keer kan voorkomen. Daarna telden we opnieuw.
 }
firm-all-sure = Alle plannen die doorgaan, wonnen bijna altijd. Deze uitslag hing niet af van toeval.
firm-some-sure = { $n ->
    [0] Geen van de { $of } plannen die doorgaan, won bijna altijd. Deze uitslag had ook anders kunnen zijn.
    [one] Van de { $of } plannen die doorgaan, won één plan bijna altijd.
   *[other] { $sure } van de { $of } die doorgaan, wonnen bijna altijd.
 }
firm-unsure = Deze plannen gaan door, maar met net andere stemmers soms niet:
firm-near = Deze plannen gaan niet door, maar met net andere stemmers soms wel:
firm-ran-out = Het tellen duurde te lang. We stopten na { $n } van de { $asked } keer.
firm-wins = { $n ->
    [one] Wint in één keer
   *[other] Wint van de { $n } keer
 }
firm-table = Hoe vaak elk plan wint met net andere stemmers
firm-orders = En als gelijke plannen anders waren geordend?
firm-orders-same = { $n ->
    [one] Geen enkele gelijke stand bepaalde wie doorgaat.
   *[other] We telden met { $n } volgordes van plannen die gelijk stonden. Steeds gaan dezelfde plannen door.
 }
firm-orders-differ = { $outcomes ->
   *[other] We telden met { $n } volgordes van plannen die gelijk stonden. Dat gaf { $outcomes } verschillende uitslagen. Van de volgorde hangt af of deze plannen doorgaan:
 }
firm-orders-more = Er zijn nog meer volgordes. Die hebben we niet allemaal geteld.
firm-experts = Voor kenners: { $n } keer trekken met teruglegging, even veel stembiljetten als er waren, met de getallen van SplitMix64. Het zaad van de eerste keer is { $seed } en volgt uit de id van de stemming; elke volgende keer is het één meer. Alle cijfers staan bij de stappen van de telling.

# De avond van de uitslag.
present-open = Presenteer de uitslag op een groot scherm
present-of = { $n } van { $of }
present-first = { $n ->
    [one] Eén mens stemde op { $plans }. Er is { $budget } te verdelen.
   *[other] { $number } mensen stemden op { $plans }. Er is { $budget } te verdelen.
 }
present-which = Welke plannen gaan door?
present-skipped = { $n ->
    [one] Meer stemmen, maar het paste niet: { $plans }.
   *[other] Meer stemmen, maar ze pasten niet: { $plans }.
 }
present-decided = Het bestuur heeft over deze uitslag besloten. Het besluit staat bij de uitslag.
present-whole = Bekijk de hele uitslag
present-stopped = Het volgende plan, { $plan }, kost { $cost }. Er is nog { $left } over: dat past niet, en dan stopt de lijst.
present-spent = Verdeeld: { $spent } van { $budget }. Nog { $left } over.
present-steps = Door de uitslag heen
present-begin = Begin
present-next = Volgende
present-back = Vorige
present-again = Opnieuw
present-full = Vul het scherm
present-keys = Pijltjes of spatie: verder en terug.
present-to-go = { $n ->
    [0] Dit is het laatste plan.
    [one] Nog één plan.
   *[other] Nog { $words } plannen.
 }
