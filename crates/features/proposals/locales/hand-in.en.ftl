# Sending in a plan.
hand-in-title = Send in your plan
hand-in-text-title = Tell us about your plan
hand-in-where-title = Where is it, and what is it about?
hand-in-questions-title = A few more questions
hand-in-pictures-title = Photos or drawings
hand-in-who-title = Who are you?
hand-in-check-title = Is this right?
hand-in-steps = Steps
hand-in-step-title = Title
hand-in-step-text = Plan
hand-in-step-where = Where and what
hand-in-step-questions = Questions
hand-in-step-pictures = Photos
hand-in-step-who = Who you are
hand-in-step-check = Send in
hand-in-lead = Do you have an idea for { $project }? Begin with a title. We keep what you type, so you can go on later.
hand-in-until = You can send in plans until { $moment }.
hand-in-between = Between { $least } and { $most } characters.
hand-in-name = Title of your plan
hand-in-name-hint = Say in a few words what it is.
hand-in-summary = Short summary
hand-in-summary-hint = One or two sentences. They stand in the list of plans.
hand-in-text = Your plan
hand-in-text-hint = What do you want to do, why, and for whom? An empty line begins a new paragraph.
hand-in-place = Where is it?
hand-in-place-hint = An address, a street or square, or "the whole neighbourhood".
hand-in-no-area = Choose a neighbourhood
hand-in-tags = Themes and other labels
hand-in-cost = What does it cost, about, in euros?
hand-in-cost-hint = An estimate is enough.
hand-in-only-staff = Only staff see this answer.
hand-in-only-staff-short = only for staff
hand-in-pictures-lead = A photo or drawing helps others to understand your plan. You can add { $most }.
hand-in-picture = Choose a photo or drawing
hand-in-picture-more = Choose another photo or drawing
hand-in-picture-hint = JPEG, PNG or WebP, at most 15 MB. We remove where and when the photo was taken.
hand-in-upload = Add
hand-in-pictures-full = No more photos fit. Remove one first.
hand-in-alt = What does it show?
hand-in-alt-hint = One sentence, for those who cannot see the photo.
hand-in-remove-picture = Remove this photo
hand-in-no-pictures = No photos
hand-in-who-name = Name
hand-in-who-name-hint = This name stands with your plan on the site. A first name is fine.
hand-in-who-name-first = Only your first name stands with your plan on the site.
hand-in-who-email = E-mail address
hand-in-who-email-hint = We will send you a code of six digits. Your address is not shown on the site.
hand-in-who-postcode = Post code
hand-in-who-postcode-hint = It tells us that you may take part. Your post code is not shown on the site.
hand-in-who-known = You are signed in as { $email }.
hand-in-who-why = We use this only for this plan: to let you know how it goes on.
hand-in-go-on = Next
hand-in-go-back = Back
hand-in-saved-at = saved on { $moment }
hand-in-kept-at = Saved on { $moment }
hand-in-nothing = Not filled in
hand-in-tags-short = Themes
hand-in-js-saved = Saved
hand-in-js-failed = We cannot save this just now. We will try again.
hand-in-js-doubled = You wrote this in another tab too. Go on to choose which text you keep.
hand-in-js-left = %n characters left
hand-in-js-over = %n characters too many
hand-in-js-short = At least %n more characters
hand-in-two-texts = In another tab you wrote:
hand-in-take = Take this text
hand-in-drop = Throw this text away
hand-in-check-lead = This is your plan. You can still change everything.
hand-in-change-this = Change this
hand-in-review = A member of staff reads your plan first. Then it is shown on the site.
hand-in-mails = When you press the button you get a mail with a code. With it you send in the plan.
hand-in-send = Send in the plan
hand-in-save-change = Save the change
hand-in-code-title = Look in your mail
hand-in-code-lead = We have sent a code to { $email }. Fill it in here, and your plan is sent in.
hand-in-code-label = The six digits from the mail
hand-in-code-none = No mail? Look in your spam folder too. Your plan is kept.
hand-in-code-again = Send a new code
hand-in-code-other = Another e-mail address
hand-in-done = We have your plan.
hand-in-seen-now = Your plan is on the site now.
hand-in-seen-later = A member of staff reads your plan first. You get a message when it is on the site.
hand-in-what-next = What happens now?
hand-in-next = Next comes: { $phase }, from { $moment }.
hand-in-next-unknown = The page of the project tells how it goes on.
hand-in-mail-came = We have sent you a mail about your plan.
hand-in-another = Send in another plan
hand-in-shared = Somebody else at home?
hand-in-start-over = Sign out and start over
hand-in-not-yet = You cannot send in a plan yet
hand-in-not-yet-means = You can from { $moment }.
hand-in-over = Sending in is over
hand-in-over-means = It was possible until { $moment }. Have a look at the plans that were sent in.
hand-in-none = You cannot send in a plan here
hand-in-none-means = This project does not ask for plans now.
hand-in-see-plans = See the plans
hand-in-draft-stays = What you wrote is kept for some time.
hand-in-unfinished = You were working on this
hand-in-untitled = Plan without a title
hand-in-discard = Throw away
hand-in-lost = We cannot find this unfinished plan
hand-in-lost-means = Maybe it was sent in or thrown away, or it belongs to another device. Sign in to see your plans, or begin again here.

# My plans.
own-title = My plans
own-none = You have no plans yet
own-none-why = Here are the plans that you sent in or take part in.
own-to-front = See the projects
own-withdrawn = Withdrawn
own-hidden = Not on the site yet
own-withdrawn-at = Withdrawn on { $moment }
own-see = See it on the site
own-change = Change your plan
own-fixed = You cannot change this plan now.
own-people = Who takes part?
own-role-author = author
own-role-initiator = co-author
own-role-staff = staff
own-invite = Invite somebody to take part
own-invite-hint = Fill in an e-mail address. That person gets a mail with a link.
own-invite-send = Send the invitation
own-changed = Your change was saved.
own-invited = The invitation was sent.
own-history = What was changed
own-version = { $moment }, by the { $who }
own-version-same = Only things that are not in the text.
own-gone = Gone:
own-new = New:
own-withdraw = Withdraw the plan
own-withdraw-means = Your plan then disappears from the site. You cannot undo this yourself.
own-withdraw-why = Why do you withdraw it?
own-join = Take part in this plan
own-join-means = You were invited to take part in “{ $title }”. Press the button to become co-author.

# Mail.
mail-plan-code-subject = Your code to send in your plan: { $code }
mail-plan-code-text =
    Your code is { $code }. Fill it in on the page where you wanted to send in your plan. It works for fifteen minutes. Your plan is kept.
    
    Did you not ask for this? Then you need not do anything.
    
    { $organisation }
mail-plan-received-subject = We have your plan: { $title }
mail-plan-received-text =
    Thank you for your plan “{ $title }” for { $project }.
    
    { $seen }
    { $next }
    
    See, change or withdraw your plan, or invite somebody to take part: { $link }
    
    { $organisation }
mail-plan-for-you-text =
    A member of staff of { $organisation } has filled in your plan “{ $title }” for you, for { $project }.
    
    { $seen }
    { $next }
    
    See, change or withdraw your plan, or invite somebody to take part: { $link }
    
    { $organisation }
mail-plan-shown-subject = Your plan is on the site: { $title }
mail-plan-shown-text =
    Your plan “{ $title }” is on the site now. Everybody can read it.
    
    Your plans: { $link }
    
    { $organisation }
mail-plan-withdrawn-subject = Withdrawn: { $title }
mail-plan-withdrawn-text =
    The plan “{ $title }” was withdrawn by who sent it in. It is no longer on the site.
    
    Your plans: { $link }
    
    { $organisation }
mail-plan-invited-subject = Will you take part? { $title }
mail-plan-invited-text =
    Somebody asks you to take part in the plan “{ $title }”. If you do, you can change the plan too, and you hear how it goes on.
    
    Open this link and press the button. The link works for two weeks: { $link }
    
    Rather not? Then you need not do anything.
    
    { $organisation }

# What cannot be when sending in.
refusal-plan-short = This is too short. Use at least { $least } characters.
refusal-plan-choice = This is not one of the answers. Choose one of them.
refusal-plan-choices-most = Choose at most { $n } answers.
refusal-plan-choices-least = Choose at least { $n } answers.
refusal-plan-number = Fill in a number, such as 25 or 12.5.
refusal-plan-number-low = This number is too low. Fill in at least { $n }.
refusal-plan-number-high = This number is too high. Fill in at most { $n }.
refusal-plan-date = This is not a date. Write it like this: 9-3-2027.
refusal-plan-phone = This phone number is not right. Write it like this: 06 12345678.
refusal-plan-consent = Tick this box to go on.
refusal-plan-postcode = This is not a post code. Write it like this: 1055 AB.
refusal-plan-postcode-elsewhere = With this post code you cannot send in a plan here. This project is for people from the area itself.
refusal-plan-pictures = A plan can have at most { $most } photos. Remove one first.
refusal-plan-alt = Write what this photo shows.
refusal-plan-two-texts = There are two texts here, from two tabs. Choose which one you keep.
refusal-plan-field = This project does not ask for “{ $name }”.
refusal-plan-not-collecting = This project does not ask for plans now.
refusal-plan-not-yet = You cannot send in plans yet. You can from { $moment }.
refusal-plan-over = Sending in is over. It was possible until { $moment }.
refusal-plan-no-draft = This unfinished plan is not there, or not for you.
refusal-plan-not-editable = The municipality is working on this plan already.
refusal-plan-in-vote = This plan is in a vote. Until that is entirely done, it stays as it is. Do you want to withdraw it after all? Contact us.
refusal-plan-withdrawn = This plan was withdrawn.
refusal-plan-no-reason = Write in a few words why.
refusal-plan-invitations = There are { $most } open invitations for this plan already. Wait until somebody joins.
refusal-plan-dead-invitation = This invitation no longer works. Ask who invited you for a new one.
refusal-plan-questions = More than { $most } is not possible.
refusal-plan-limits = Nothing fits between these. Choose another limit.
refusal-plan-choices = Give at least two answers that differ from each other.

# Log of sending in.
log-plan-handed-in = Plan { $number } sent in: { $title }
log-plan-for-somebody = Plan { $number } filled in for somebody: { $title }
log-plan-withdrawn = Plan { $number } withdrawn: { $title }
log-collect-changed = Changed when and how plans are sent in
log-question-changed = Question of the form changed: { $question }

# Staff: sending in.
staff-collect = Sending in and questions
staff-collect-lead = Here you decide when people can send in a plan and what you ask of them.
staff-collect-opens = Sending in is possible from
staff-collect-closes = Sending in is possible until
staff-collect-identify = How do we know who somebody is?
staff-identify-none = We do not
staff-identify-postcode-alone = By a post code alone
staff-identify-email = By a code in an e-mail
staff-identify-postcode = By a code in an e-mail and a post code
staff-collect-name = Name with the plan
staff-name-typed = As somebody types it
staff-name-first = Only the first word
staff-name-hidden = No name
staff-collect-postcodes = Post codes that may take part
staff-collect-postcodes-hint = The four digits, with a space between them. Leave empty for all post codes.
staff-collect-review = We read a plan before it is shown on the site
staff-collect-review-hint = Without a tick a plan is on the site at once.
staff-collect-fields = What we ask
staff-asked-no = Do not ask
staff-asked-optional = Ask, may stay empty
staff-asked-required = Needed
staff-collect-limits = How long texts can be, in characters
staff-collect-least = { $field }: at least
staff-collect-most = { $field }: at most
staff-collect-editable = In which statuses can somebody still change their own plan?
staff-collect-editable-hint = If you choose nothing, only the first status of the project counts.
staff-questions = Our own questions
staff-questions-none = This project has no questions of its own yet.
staff-question-new = New question
staff-question-add = Add the question
staff-question-change = Change this question
staff-question-label = Question
staff-question-help = Help
staff-question-kind = Kind of answer
staff-question-line = One line
staff-question-text = Several lines
staff-question-one = One of a list
staff-question-some = One or more of a list
staff-question-number = Number
staff-question-date = Date
staff-question-phone = Phone number
staff-question-consent = Agree by ticking a box
staff-question-choices = Answers in the list
staff-question-choices-hint = One answer on each line. With another language: Zeker | Sure. What stands before the sign = is the name in exports; leave it when you only change the words.
staff-question-least = Lowest number or fewest choices
staff-question-most = Highest number, most choices or most characters
staff-question-required = An answer is needed
staff-question-shown = Everybody sees the answer
staff-question-shown-hint = Without a tick only staff see it.
staff-question-up = Move up
staff-question-down = Move down
staff-question-away = Ask no longer
staff-plan-for = Filled in for somebody
staff-plan-channel = How did the plan come in?
staff-channel-none = It is a plan of our own
staff-channel-site = On the site
staff-channel-import = From a file
staff-channel-counter = At the counter
staff-channel-phone = On the phone
staff-channel-door = At the door
staff-channel-meeting = At a meeting
staff-plan-contact = E-mail address of the author
staff-plan-contact-hint = The author gets the same messages as anybody and can see and change the plan.

# Documents of a plan.
hand-in-document = Choose a document
hand-in-document-hint = PDF, ODT, ODS, ODP, DOCX, XLSX or PPTX, { $size } at most. Everybody who sees the plan can open the document.
hand-in-documents-lead = { $n ->
    [one] Do you have something on paper already, such as a drawing or a budget? You can add one document.
   *[other] Do you have something on paper already, such as a drawing or a budget? You can add { $most } documents.
 }
hand-in-documents-full = No more documents fit. Remove one first.
hand-in-remove-document = Remove this document
refusal-plan-documents = A plan can have { $most } documents at most. Remove one first.
refusal-plan-document = This document does not belong to this plan. Choose it again.
staff-collect-most-documents = How many documents a plan may have
staff-collect-megabytes = How large a document may be, in MB
hand-in-js-bytes = This file is too large. Choose a file of at most %n MB.

# The place.
hand-in-place-whole = The whole neighbourhood
hand-in-pick = Do you want to point at the place? Press on the map. You do not have to: an address or street is enough.
hand-in-pick-again = The dot is the place. Press somewhere else on the map to move it.
hand-in-pick-alt = Map of the area: point at the place
hand-in-degrees = The place in degrees (longitude and latitude)
hand-in-no-point = Take the place off the map
hand-in-find-place = Look up this address
hand-in-found-places = Which place do you mean?
refusal-plan-point-outside = This place is outside the area of this project. Choose a place within the line on the map, or write in words where it is.
refusal-plan-point-swapped = Latitude and longitude stand in each other's place. Put the number near 52 at latitude and the one near 5 at longitude.
refusal-plan-place-unknown = We cannot find this address. Check the spelling, or point at the place on the map. You can also go on without a place on the map.
refusal-plan-place-elsewhere = This address is outside the area of this project.
refusal-plan-no-look-up = We cannot look up addresses now. Point at the place on the map, or go on without.

# A new plan, for staff.
staff-collect-notify = Who gets an e-mail about a new plan?
staff-collect-notify-hint = One or more e-mail addresses, with a comma between them.
refusal-plan-notify = This is not a good e-mail address, or there are more than ten. Put a comma between the addresses.
mail-plan-new-subject = New plan: { $title }
mail-plan-new-review = Residents see the plan only when a member of staff puts it on the site.
mail-plan-new-shown = The plan is on the site already.
mail-plan-new-text =
    There is a new plan for { $project }: “{ $title }”.
    { $todo }
    
    Look at it here: { $link }
