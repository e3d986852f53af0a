# The pages that everybody begins with. Addresses: small letters, digits and hyphens.
page-title-about = About taking part
page-slug-about = about
page-title-privacy = Privacy
page-slug-privacy = privacy
page-title-accessibility = Accessibility
page-slug-accessibility = accessibility
page-title-house-rules = House rules
page-slug-house-rules = house-rules
page-title-home = Home
page-slug-home = home
page-title-plans = Plans
page-slug-plans = plans
page-title-plan = Plan
page-slug-plan = plan
page-title-hand-in = Send in
page-slug-hand-in = send-in
page-title-vote = Vote
page-slug-vote = vote
page-title-outcome = Outcome
page-slug-outcome = outcome

# Front page.
front-others = Also going on
front-news = Decided lately, and what came of it
front-before = Before
front-empty = There is nothing to take part in yet
front-empty-why = As soon as a project begins, it will be here. Come back later.
front-to-project = See the project
front-plans-first = See the plans first

# What you can do now.
activity-vote = Voting
sign-now = To do now
sign-soon = This is to come
sign-over = This is over
sign-collect = Send in your plan
sign-collect-text = You can send in plans until { $moment }.
sign-vote = Choose the plans that you like
sign-vote-budget = Divide { $budget } over the plans
sign-vote-text = You can vote until { $moment }. Start choosing right away. Only at the end do you show that you may vote.
sign-await = You can vote soon
sign-await-text = The vote begins on { $moment }. You can read the plans now.
sign-outcome = The vote is over
sign-outcome-text = You could vote until { $moment }. Read what came out, or when you will hear it.
deed-collect = Send in a plan
deed-vote = Start voting
deed-await = See the plans
deed-outcome = See the outcome

# Phases, rules, contact.
phases-title = Planning
rules-title = How it works
rules-version = Rules of the game, version { $version }
rules-log = What has changed in the rules
rules-versions = See earlier versions of the rules
rules-versions-title = The rules of { $project } over time
rules-versions-lead = Every version of the rules stays here. What is new is green and bold. What no longer holds is struck through.
rules-versions-empty = There are no rules yet
rules-versions-empty-why = Once the rules are known, you will find them here.
rules-version-since = In force from { $moment }.
rules-version-why = Why it changed:
rules-version-new = New:
rules-version-gone = No longer holds:
rules-who-all = Everybody may take part.
rules-who-age = Everybody aged { $age } or over may take part.
rules-who-residents = Everybody who lives here may take part.
rules-who-age-residents = Everybody aged { $age } or over who lives here may take part.
rules-budget = There is { $budget } to divide.
rules-inform = You are told what happens. The organisation decides by itself.
rules-advise = You give advice. The organisation decides and explains why.
rules-advise-by = You give advice. The decision is taken by { $who }, with an explanation.
rules-co-produce = You and the organisation make it together and decide together.
rules-co-decide = You decide: the outcome holds, unless something turns out unsafe or impossible. Then we explain why.
rules-co-decide-by = You decide: the outcome holds, unless something turns out unsafe or impossible. The decision is taken by { $who }, with an explanation.
rules-answer = { $weeks ->
    [one] Within a week after the vote you hear what was decided.
   *[other] Within { $words } weeks after the vote you hear what was decided.
 }
contact-title = Ask us
contact-people = Who does this?

# Public log.
logbook-title = Log of { $project }
logbook-lead = Here you read what was done with the rules of the game and the vote, and why. Lines in this log cannot be removed or changed.
logbook-when = When
logbook-who = Who
logbook-what = What
logbook-role = In which role
logbook-empty = There is nothing in the log yet
logbook-empty-why = As soon as something changes, it will be here.
logbook-older = Older
logbook-all-projects = Everything
logbook-search = Search in this page
logbook-count = {"{n}"} lines
logbook-sealed = Lines cannot be removed or changed. Each seal builds on the one before.

# Overview of the staff room.
desk-hello = Hello { $name }
desk-waiting = { $n ->
    [0] Nothing is waiting for you now.
    [one] One thing needs your attention.
   *[other] There are { $words } things that need your attention.
 }
desk-running = What is going on
desk-urgent = Late
desk-open = Look

# Projects.
projects-title = Project
projects-phase = Phase
projects-when = When
projects-state = State
projects-address = Address
projects-new = New project
projects-new-lead = The project begins as a draft: only staff see it. Then you fill in its phases, rules and plans.
projects-make = Make the project
projects-none = There are no projects yet
projects-none-why = The projects that you work on will be here.
project-title = Title
project-slug = Address of the page
project-slug-hint = Small letters, digits and hyphens. Leave empty to make it from the title.
project-summary = Summary
project-summary-hint = One or two sentences at the top of the page. At most 400 characters.
project-intro = Text of the first page
project-note-field = Note on every page
project-note-hint = For instance what is real and what is an example.
project-area = Area
project-area-hint = GeoJSON with a polygon.
project-picture = Picture
project-visibility = Who sees this project?
project-see = See it on the site
project-publish = Put on the site
project-publish-what = Everybody sees the project, at once. You can undo this.
project-archive = Archive
project-archive-what = Everybody can still read it, but it stands under ‘Before’. You can undo this.
project-withdraw = Take off the site
project-withdraw-what = Only staff still see the project. Addresses that people have kept do not work until you put it back.
field-rich-hint = An empty line begins a paragraph, ## a heading, - a list, and **word** makes bold. HTML is fine too.

# Pictures.
picture-file = Choose a picture
picture-file-hint = JPEG, PNG or WebP, at most 15 MB. We take place and camera out of it.
picture-alt = What does it show?
picture-alt-hint = For those who do not see the picture.
picture-remove = Remove the picture
picture-save = Keep the picture

# Phases in the staff room.
phases-lead = Phases tell people what happens when. The times of a vote are set with the vote itself.
phases-none = There are no phases yet
phases-none-why = Without phases people do not know what comes. Begin with the first.
phases-new = New phase
phases-add = Add the phase
phases-change = Change this phase
phases-remove = Remove this phase
phase-title = Name
phase-description = What happens?
phase-starts = Begins
phase-ends = Ends
phase-ends-hint = Leave empty if there is no end.

# Rules in the staff room.
rules-public = Every change is public
rules-public-why = The old and the new version are kept. The public log says that something changed, and why.
rules-decides = What is it about?
rules-decides-hint = One sentence: what is decided here?
rules-not-decided = What is it not about?
rules-authority = Who takes the decision?
rules-authority-hint = As it fits in a sentence: the executive board of West.
rules-influence = How much influence do people have?
rules-minimum-age = From which age?
rules-minimum-age-hint = Leave empty for everybody.
rules-budget-field = How much money is divided?
rules-budget-hint = In euro. Leave empty if there is no money.
rules-answer-weeks = Within how many weeks does the answer come?
rules-answer-weeks-hint = After the vote.
rules-residents-only = Only for people who live here
rules-reason = Why do you change the rules?
rules-reason-hint = Everybody can read this.

# Organisation.
organisation-name = Name
organisation-tagline = One sentence under the name
organisation-tagline-hint = What people can do here.
organisation-email = E-mail address for questions
organisation-contact = How people can reach you
organisation-contact-hint = At the foot of every page. An empty line begins a paragraph.
organisation-address = How do we address people in Dutch?
organisation-informal = With je
organisation-formal = With u
organisation-picture = Picture for those who share the address
organisation-texts = Texts of the site

# Labels: kinds of label, areas, statuses.
labels-lead = Labels help people find a plan again. You can always change a name; the address stays the same.
labels-lead-shared = Every project can use these labels. What belongs to one project only, you make there.
labels-none = There are no kinds of label yet
labels-none-why = A kind of label is for example Theme or Target group. The labels themselves come under it.
labels-shared = Of the whole organisation. Change this under Organisation.
labels-areas = Areas
labels-statuses = Statuses
labels-message = Message to the author
labels-message-hint = When a plan gets this status, its author gets this by mail. Leave empty for no message.
labels-statuses-lead = A new plan gets the status at the top.
labels-new-type = New kind of label
labels-new-tag = New label
labels-new-area = New area
labels-new-status = New status
labels-change-type = Change this kind
labels-add = Add
labels-title = Name
labels-colour = Colour
labels-colour-number = Colour { $n }
labels-votable-title = Can a plan with this status be put to the vote?
labels-votable = Yes
labels-not-votable = No
labels-shape = Shape on the map
labels-shape-known = The shape is known. Paste GeoJSON with a polygon here to replace it.
labels-shape-now = The shape that is there
labels-shape-keep = Stays
labels-shape-remove = Take it away
labels-up = Move { $title } up
labels-down = Move { $title } down
labels-remove = Remove { $title }

# All organisations of the installation.
organisations-hosts = Addresses of the site
organisations-hosts-hint = One on a line, without https. The first is the main address.
organisations-languages = Languages
organisations-own-language = Language in which staff write
organisations-slug = Short name
organisations-slug-hint = Small letters, digits and hyphens. This name does not change any more.
organisations-new = New organisation
organisations-make = Make the organisation
organisations-made = { $name } has been made
organisations-link = Give this link to the first owner. It works once, for a week. We show it only now.
organisations-stays = Staff write in { $language } here. That stays so, because all texts are in that language.

# People.
people-who = Who
people-role = Role
people-where = Where
people-everywhere = Whole organisation
people-new = Add somebody
people-new-lead = They sign in with this e-mail address and set up a second lock the first time.
people-email = E-mail address
people-add = Give the role
people-remove = Take the role away

# Reasons why something cannot be done.
refusal-time = This is not a date and time. Write it like this: 2027-03-03T12:00.
refusal-number = Fill in a whole number that is possible.
refusal-choice = Choose one of the possibilities.
refusal-no-alt = Write what the picture shows, for those who do not see it.
