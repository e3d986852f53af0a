# Om elke pagina heen.
site-offline = Je bent even niet verbonden. We bewaren je keuze zodra het weer kan.
site-offline--formal = U bent even niet verbonden. We bewaren uw keuze zodra het weer kan.
site-project = Het project
site-menu = Hoofdmenu
site-trail = Je bent hier
site-trail--formal = U bent hier
title-wrong = Fout: { $title }
plan-word = Plan
project-note = Goed om te weten
footer-contact = Vragen of hulp nodig?
footer-about = Over deze site
footer-language = Taal
footer-staff = Voor medewerkers
footer-made-with = Gemaakt met Samenspel, open software voor meedoen.

# Wanneer iets kan.
when-from = vanaf { $moment }
when-from-day = vanaf { $day }
when-until = tot { $moment }
when-open = altijd open
when-over = tot { $day }
phase-past = Geweest:
phase-now = Nu:
phase-next = Straks:

# Formulieren.
rich-bar = Opmaak van de tekst
rich-bold = Vet
rich-list = Lijst
rich-link = Link
form-saved-at = Opgeslagen om { $time }

# Fouten.
error-title-not-found = Deze pagina is er niet
error-title-sign-in = Log eerst in
error-title-forbidden = Dit mag niet
error-title-gone = Dit is er niet meer
error-title-too-many = Dit ging te vaak
error-title-refused = Dit kan zo niet
error-to-front = Naar de voorpagina
error-database-title = Even niet bereikbaar
error-database-kept = Wat je net stuurde, is nog niet aangekomen, maar het staat nog op deze pagina. Laat haar open en stuur het zo opnieuw.
error-database-kept--formal = Wat u net stuurde, is nog niet aangekomen, maar het staat nog op deze pagina. Laat haar open en stuur het zo opnieuw.
error-database-again = Opnieuw sturen
error-its-number = Nummer van deze melding:
error-no-site-title = Hier is geen site
error-no-site = Op dit adres staat geen site voor meedoen. Kijk of het adres klopt.

# De werkruimte.
staff-title = { $page } – Werkruimte
staff-name = Werkruimte { $organisation }
staff-see-site = Bekijk de site
staff-rail = Werkruimte
staff-waiting = dingen te doen
staff-room-desk = Overzicht
staff-room-projects = Projecten
staff-room-plans = Plannen
staff-room-rounds = Stemmingen
staff-room-organisation = Organisatie
staff-room-people = Mensen
staff-room-log = Logboek
staff-room-organisations = Organisaties
staff-tab-texts = Teksten
staff-tab-phases = Fasen
staff-tab-rules = Spelregels
staff-tab-labels = Labels
staff-tab-plans = Plannen
staff-tab-rounds = Stemming

# Rollen.
role-operator = Beheerder van het systeem
role-owner = Eigenaar
role-admin = Beheerder
role-editor = Redacteur
role-moderator = Moderator
role-juror = Jurylid
role-viewer = Meekijker
role-resident = Deelnemer
role-system = Samenspel

# Hoeveel invloed mensen hebben.
influence-inform = Meeweten
influence-inform-means = Mensen horen wat er gebeurt. De gemeente beslist.
influence-advise = Meedenken
influence-advise-means = Mensen geven advies. De gemeente beslist en legt uit waarom.
influence-co-produce = Meewerken
influence-co-produce-means = Mensen en gemeente maken het samen en beslissen samen.
influence-co-decide = Meebeslissen
influence-co-decide-means = De uitslag geldt, tenzij iets niet veilig of niet mogelijk blijkt.

# Of een project te zien is.
project-state-draft = Klad
project-state-published = Op de site
project-state-archived = Gearchiveerd

# Redenen waarom iets niet kan.
refusal-missing = Vul dit in.
refusal-too-long = Dit is te lang. Gebruik ten hoogste { $most } tekens.
refusal-bad-slug = Dit adres kan niet. Gebruik kleine letters, cijfers en streepjes, en geen woord dat de site zelf nodig heeft.
refusal-taken = Dit is al in gebruik. Kies iets anders.
refusal-ends-before-start = Het einde ligt voor het begin. Kies een later einde.
refusal-windows-clash = Deze tijd valt samen met een andere tijd voor hetzelfde, met andere regels. Kies een andere tijd.
refusal-in-use = Dit kan nog niet weg, want iets anders heeft het nodig.
refusal-bad-email = Dit e-mailadres klopt niet. Controleer het op typfouten.
refusal-wrong-code = Deze code klopt niet of werkt niet meer. Kijk hem na, of vraag een nieuwe code.
refusal-dead-link = Deze link werkt niet meer. Vraag een nieuwe.
refusal-wrong-second-factor = Deze cijfers kloppen niet. Kijk in je app en typ de cijfers die er nu staan.
refusal-wrong-second-factor--formal = Deze cijfers kloppen niet. Kijk in uw app en typ de cijfers die er nu staan.
refusal-bad-area = Dit is geen gebied dat we kunnen lezen. Geef een GeoJSON met een vlak.
refusal-bad-block = Deze instellingen passen niet bij de bouwsteen: { $why }
refusal-unknown-language = Deze taal heeft de site niet.
refusal-bad-host = Dit is geen adres van een site. Schrijf alleen de naam, zoals meedoen.voorbeeldstad.nl.
refusal-own-host = Op dit adres werk je nu. Laat het erbij staan, of kom eerst binnen via een ander adres.
refusal-label-in-use = Dit kan niet weg, want er zijn plannen die het hebben. Geef die plannen eerst iets anders.
refusal-last-status = Een project heeft minstens één status nodig. Maak eerst een andere.
refusal-too-many-labels = Er kunnen er niet meer dan { $most } zijn. Haal er eerst een weg.

# Wat er in het logboek staat.
log-organisation-created = Organisatie gemaakt: { $name }
log-organisation-changed = Teksten van de organisatie veranderd: { $name }
log-organisation-hosts = Adressen van de site: { $hosts }. Talen: { $languages }
log-project-created = Project gemaakt: { $slug }
log-project-changed = Teksten van het project veranderd
log-project-state = Project staat nu op: { $state ->
    [draft] klad
    [published] op de site
   *[archived] gearchiveerd
 }
log-phase-added = Fase toegevoegd: { $phase }
log-phase-changed = Fase veranderd: { $phase }
log-phase-removed = Fase weggehaald
log-rules-changed = Spelregels veranderd, versie { $version }. { $reason }
log-tag-type-added = Soort label toegevoegd: { $title }
log-tag-added = Label toegevoegd: { $title }
log-area-added = Gebied toegevoegd: { $name }
log-status-added = Status toegevoegd: { $title }
log-label-changed = { $kind ->
    [tag-types] Soort label veranderd
    [tags] Label veranderd
    [areas] Gebied veranderd
   *[statuses] Status veranderd
 }: { $title } (was: { $before })
log-label-moved = Op een andere plaats gezet: { $title }
log-label-removed = { $kind ->
    [tag-types] Soort label weggehaald
    [tags] Label weggehaald
    [areas] Gebied weggehaald
   *[statuses] Status weggehaald
 }: { $title }
log-page-added = Pagina toegevoegd: { $page }
log-block-changed = Bouwsteen op een pagina veranderd
log-role-given = Rol gegeven: { $role ->
    [operator] beheerder van het systeem
    [owner] eigenaar
    [admin] beheerder
    [editor] redacteur
    [moderator] moderator
    [juror] jurylid
   *[viewer] meekijker
 }
log-role-taken = Rol weggenomen: { $role ->
    [operator] beheerder van het systeem
    [owner] eigenaar
    [admin] beheerder
    [editor] redacteur
    [moderator] moderator
    [juror] jurylid
   *[viewer] meekijker
 }

# Post.
mail-sign-in-subject = Je code voor { $organisation }: { $code }
mail-sign-in-subject--formal = Uw code voor { $organisation }: { $code }
mail-sign-in-text =
    Je code is { $code }. Vul hem in op de bladzijde waar je begon. Hij werkt een kwartier.
    
    Liever met een link? Open dan: { $link }
    
    Heb jij dit niet gevraagd? Dan hoef je niets te doen.
    
    { $organisation }
mail-sign-in-text--formal =
    Uw code is { $code }. Vul hem in op de bladzijde waar u begon. Hij werkt een kwartier.
    
    Liever met een link? Open dan: { $link }
    
    Hebt u dit niet gevraagd? Dan hoeft u niets te doen.
    
    { $organisation }

mail-sign-in-code-text =
    Je code is { $code }. Vul hem in op de bladzijde waar je begon. Hij werkt een kwartier.
    
    Heb jij dit niet gevraagd? Dan hoef je niets te doen.
    
    { $organisation }
mail-sign-in-code-text--formal =
    Uw code is { $code }. Vul hem in op de bladzijde waar u begon. Hij werkt een kwartier.
    
    Hebt u dit niet gevraagd? Dan hoeft u niets te doen.
    
    { $organisation }

# Inloggen
sign-in-title = Inloggen
sign-in-lead = Je krijgt een mail met een code van zes cijfers. Een wachtwoord heb je niet nodig.
sign-in-lead--formal = U krijgt een mail met een code van zes cijfers. Een wachtwoord hebt u niet nodig.
sign-in-email = E-mailadres
sign-in-send = Stuur de code
sign-in-new-here = Werk je hier nieuw? Vraag een collega met de rol beheerder om een uitnodiging.
sign-in-new-here--formal = Werkt u hier nieuw? Vraag een collega met de rol beheerder om een uitnodiging.
sign-in-code-title = Kijk in je mail
sign-in-code-title--formal = Kijk in uw mail
sign-in-code-lead = Is { $email } bij ons bekend? Dan staat er een code in je mail. De code blijft een kwartier geldig.
sign-in-code-lead--formal = Is { $email } bij ons bekend? Dan staat er een code in uw mail. De code blijft een kwartier geldig.
sign-in-code = De zes cijfers uit de mail
sign-in-enter = Log in
sign-in-no-mail = Geen mail gekregen? Vraag een nieuwe code.
sign-in-link-lead = Druk op de knop om in te loggen. Deze link werkt één keer.
factor-title = De code uit je app
factor-title--formal = De code uit uw app
factor-digits = De zes cijfers die er nu staan
factor-digits-first = De zes cijfers uit de app
factor-lost = Telefoon kwijt? Typ dan een van je herstelcodes.
factor-lost--formal = Telefoon kwijt? Typ dan een van uw herstelcodes.
factor-set-up-title = Zet een tweede slot op je account
factor-set-up-title--formal = Zet een tweede slot op uw account
factor-lead = Scan deze code met een app die codes maakt, zoals de app die je gemeente gebruikt. Daarna vraagt Samenspel bij elke keer inloggen om zes cijfers uit die app.
factor-lead--formal = Scan deze code met een app die codes maakt, zoals de app die uw gemeente gebruikt. Daarna vraagt Samenspel bij elke keer inloggen om zes cijfers uit die app.
factor-qr = Vierkante code voor de app
factor-type = Lukt scannen niet? Typ dan deze sleutel in de app:
factor-recovery-title = Bewaar deze herstelcodes
factor-recovery-lead = Ben je je telefoon kwijt, dan kun je met een van deze codes inloggen. Elke code werkt één keer. We laten ze maar één keer zien.
factor-recovery-lead--formal = Bent u uw telefoon kwijt, dan kunt u met een van deze codes inloggen. Elke code werkt één keer. We laten ze maar één keer zien.
factor-recovery-kept = Ik heb ze bewaard
setup-title = Welkom
setup-lead = Met deze link word je de eerste beheerder van { $organisation }. Vul je e-mailadres in. Daarna zet je een tweede slot op je account.
setup-lead--formal = Met deze link wordt u de eerste beheerder van { $organisation }. Vul uw e-mailadres in. Daarna zet u een tweede slot op uw account.
setup-button = Begin

# Statussen van plannen in een nieuw project
status-listed = Op de lijst
status-chosen = Gaat door
status-declined = Gaat niet door
status-withdrawn = Ingetrokken

# De status die een plan krijgt als het wordt ingetrokken.
label-status-withdrawn = Ingetrokken
