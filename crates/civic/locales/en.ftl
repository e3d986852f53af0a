# Around every page.
site-offline = You are not connected for a moment. We keep your choice as soon as we can.
site-project = The project
site-menu = Main menu
site-trail = You are here
title-wrong = Error: { $title }
plan-word = Plan
project-note = Good to know
footer-contact = Questions, or help needed?
footer-about = About this site
footer-language = Language
footer-staff = For staff
footer-made-with = Made with Samenspel, open software for taking part.

# When something is possible.
when-from = from { $moment }
when-from-day = from { $day }
when-until = until { $moment }
when-open = always open
when-over = until { $day }
phase-past = Over:
phase-now = Now:
phase-next = Later:

# Forms.
rich-bar = Formatting of the text
rich-bold = Bold
rich-list = List
rich-link = Link
form-saved-at = Saved at { $time }

# Errors.
error-title-not-found = This page does not exist
error-title-sign-in = Sign in first
error-title-forbidden = This is not allowed
error-title-gone = This is no longer here
error-title-too-many = That was too often
error-title-refused = This cannot be done like this
error-to-front = To the front page
error-database-title = Out of reach for a moment
error-database-kept = What you just sent has not arrived yet, but it is still on this page. Leave it open and send it again in a moment.
error-database-again = Send again
error-its-number = Number of this message:
error-no-site-title = There is no site here
error-no-site = No participation site answers at this address. Check the address.

# The staff room.
staff-title = { $page } – Staff room
staff-name = Staff room { $organisation }
staff-see-site = See the site
staff-rail = Staff room
staff-waiting = things to do
staff-room-desk = Overview
staff-room-projects = Projects
staff-room-plans = Plans
staff-room-rounds = Votes
staff-room-organisation = Organisation
staff-room-people = People
staff-room-log = Log
staff-room-organisations = Organisations
staff-tab-texts = Texts
staff-tab-phases = Phases
staff-tab-rules = Rules of the game
staff-tab-labels = Labels
staff-tab-plans = Plans
staff-tab-rounds = Vote

# Roles.
role-operator = Operator of the system
role-owner = Owner
role-admin = Administrator
role-editor = Editor
role-moderator = Moderator
role-juror = Juror
role-viewer = Viewer
role-resident = Participant
role-system = Samenspel

# How much influence people have.
influence-inform = Being informed
influence-inform-means = People are told what happens. The municipality decides.
influence-advise = Advising
influence-advise-means = People give advice. The municipality decides and explains why.
influence-co-produce = Making it together
influence-co-produce-means = People and municipality make it together and decide together.
influence-co-decide = Deciding
influence-co-decide-means = The outcome holds, unless something turns out unsafe or impossible.

# Whether a project can be seen.
project-state-draft = Draft
project-state-published = On the site
project-state-archived = Archived

# Reasons why something cannot be done.
refusal-missing = Fill this in.
refusal-too-long = This is too long. Use at most { $most } characters.
refusal-bad-slug = This address cannot be used. Use small letters, digits and hyphens, and no word that the site itself needs.
refusal-taken = This is in use already. Choose something else.
refusal-ends-before-start = The end lies before the beginning. Choose a later end.
refusal-windows-clash = This time overlaps another time for the same thing with other rules. Choose another time.
refusal-in-use = This cannot be removed yet, because something else needs it.
refusal-bad-email = This e-mail address is not right. Check it for typing mistakes.
refusal-wrong-code = This code is not right or no longer works. Check it, or ask for a new code.
refusal-dead-link = This link no longer works. Ask for a new one.
refusal-wrong-second-factor = These digits are not right. Look in your app and type the digits that it shows now.
refusal-bad-area = This is not an area that we can read. Give a GeoJSON with a polygon.
refusal-bad-block = These settings do not fit the block: { $why }
refusal-unknown-language = The site does not have this language.
refusal-bad-host = This is not the address of a site. Write the name only, like takepart.exampletown.org.
refusal-own-host = You are working at this address now. Keep it, or come in by another address first.
refusal-label-in-use = This cannot go, because there are plans that have it. Give those plans something else first.
refusal-last-status = A project needs at least one status. Make another one first.
refusal-too-many-labels = There cannot be more than { $most }. Remove one first.

# What stands in the log.
log-organisation-created = Organisation made: { $name }
log-organisation-changed = Texts of the organisation changed: { $name }
log-organisation-hosts = Addresses of the site: { $hosts }. Languages: { $languages }
log-project-created = Project made: { $slug }
log-project-changed = Texts of the project changed
log-project-state = The project is now: { $state ->
    [draft] a draft
    [published] on the site
   *[archived] archived
 }
log-phase-added = Phase added: { $phase }
log-phase-changed = Phase changed: { $phase }
log-phase-removed = Phase removed
log-rules-changed = Rules of the game changed, version { $version }. { $reason }
log-tag-type-added = Kind of tag added: { $title }
log-tag-added = Tag added: { $title }
log-area-added = Area added: { $name }
log-status-added = Status added: { $title }
log-label-changed = { $kind ->
    [tag-types] Kind of label changed
    [tags] Label changed
    [areas] Area changed
   *[statuses] Status changed
 }: { $title } (was: { $before })
log-label-moved = Moved to another place: { $title }
log-label-removed = { $kind ->
    [tag-types] Kind of label removed
    [tags] Label removed
    [areas] Area removed
   *[statuses] Status removed
 }: { $title }
log-page-added = Page added: { $page }
log-block-changed = Block on a page changed
log-role-given = Role given: { $role ->
    [operator] operator of the system
    [owner] owner
    [admin] administrator
    [editor] editor
    [moderator] moderator
    [juror] juror
   *[viewer] viewer
 }
log-role-taken = Role taken: { $role ->
    [operator] operator of the system
    [owner] owner
    [admin] administrator
    [editor] editor
    [moderator] moderator
    [juror] juror
   *[viewer] viewer
 }

# Mail.
mail-sign-in-subject = Your code for { $organisation }: { $code }
mail-sign-in-text =
    Your code is { $code }. Fill it in on the page where you began. It works for fifteen minutes.
    
    Rather use a link? Then open: { $link }
    
    Did you not ask for this? Then you need not do anything.
    
    { $organisation }

mail-sign-in-code-text =
    Your code is { $code }. Fill it in on the page where you began. It works for fifteen minutes.
    
    Did you not ask for this? Then you need not do anything.
    
    { $organisation }

# Signing in
sign-in-title = Sign in
sign-in-lead = We will mail you a code of six digits. You do not need a password.
sign-in-email = E-mail address
sign-in-send = Send the code
sign-in-new-here = New here? Ask a colleague who is an administrator to invite you.
sign-in-code-title = Check your mail
sign-in-code-lead = If we know { $email }, there is a code in your mail. It is valid for fifteen minutes.
sign-in-code = The six digits from the mail
sign-in-enter = Sign in
sign-in-no-mail = No mail? Ask for a new code.
sign-in-link-lead = Press the button to sign in. This link works once.
factor-title = The code from your app
factor-digits = The six digits that it shows now
factor-digits-first = The six digits from the app
factor-lost = Lost your phone? Type one of your recovery codes instead.
factor-set-up-title = Put a second lock on your account
factor-lead = Scan this code with an authenticator app. From then on Samenspel asks for six digits from that app each time you sign in.
factor-qr = Square code for the app
factor-type = Can you not scan it? Type this key into the app:
factor-recovery-title = Keep these recovery codes
factor-recovery-lead = If you lose your phone, you can sign in with one of these codes. Each works once. We show them only this time.
factor-recovery-kept = I have kept them
setup-title = Welcome
setup-lead = This link makes you the first operator of { $organisation }. Enter your e-mail address. After that you put a second lock on your account.
setup-button = Begin

# Statuses of plans in a new project
status-listed = On the list
status-chosen = Goes ahead
status-declined = Does not go ahead
status-withdrawn = Withdrawn

# The status of a plan that is withdrawn.
label-status-withdrawn = Withdrawn
