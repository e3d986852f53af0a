# The receipt, the log of a vote, the keys and the report.
receipt-title = Your receipt
receipt-means = With this code you see later what became of your vote: whether it was counted, replaced or made void. It does not say what you chose.
receipt-qr = Square code with the address where you check your vote
receipt-check-link = Check a receipt
receipt-save = Save as a file
receipt-secret = With the file anybody can see what you voted. So keep it to yourself. Nobody may ask you for it.
receipt-too-long = Your choice is too long to be saved as a file too. The code works.
receipt-no-nonce = Your browser made no random number of its own, because JavaScript is off. Your code works, but the proof is a little less strong.
receipt-key = Fingerprint of the key: { $fingerprint }
receipt-page-title = Check your receipt
receipt-page-lead = Type the code that you got when you voted. You see what became of that vote, and never what is on it.
receipt-code = Code of your receipt
receipt-code-hint = Twenty letters and digits. Capitals, dashes and spaces do not matter.
receipt-check = Check
receipt-page-kept = We do not keep who checks which code.
receipt-outcome = To the outcome
receipt-received = Your vote was received
receipt-received-means = This vote is in. Until the vote is sealed we say no more, so that nobody can watch whether you change yours. Look again after the outcome.
receipt-counted = This vote was counted
receipt-counted-means = This vote is in the log and in the count.
receipt-replaced = This vote was replaced
receipt-replaced-means = Whoever handed in this vote handed in another one later. The last one counts. This one does not.
receipt-void = This vote was made void
receipt-void-means = The voting code or e-mail address behind this vote was declared void. The vote was not counted. If you do not see why, ask the municipality and bring your receipt.
receipt-unknown = We do not know this code
receipt-unknown-means = See whether you copied the code right. If it is right, this vote is not here. Then contact us and show your receipt: it is signed, so you can prove it.
logbook-page-title = Log of { $round }
logbook-page-link = Log of this vote
logbook-page-lead = Everything that was done to this vote stands here in its order. What stands here nobody can change or take away unseen.
logbook-page-none = There is nothing in it yet
logbook-page-none-why = The log begins when the vote opens.
logbook-page-how = How does this log work?
logbook-how-leaves = Each vote is a line in the log: a fingerprint of the vote and of two random numbers. The fingerprint does not show what was chosen. When somebody replaces a vote, a new line says that the old one no longer counts.
logbook-how-batches = The lines do not go in at once, but at most once a day and many together. Their order is random. So the log does not give away when somebody voted. At the closing everything goes in that still waits.
logbook-how-heads = After each group and each act we sign the state: a fingerprint of the whole log up to then. Whoever keeps one can see later that nothing was changed or taken away.
logbook-how-check = After the outcome you can download everything and count again yourself. The log belongs to the votes, and the votes to the outcome.
logbook-page-acts = What happened
logbook-page-heads = Signed states
logbook-page-heads-means = Keep one, best the one after the closing. With it you can show later that the log is still the same.
logbook-page-save-heads = Save all states (JSON)
logbook-page-leaves = All lines (JSON)
logbook-page-download = Everything in one file ({ $size })
logbook-column-place = Line
logbook-column-when = When
logbook-column-what = What
logbook-column-size = Number of lines
logbook-column-root = Fingerprint
logbook-act-opened = { $n ->
    [one] Opened with one entitlement. Rules, times and plans are fixed.
   *[other] Opened with { $n } entitlements. Rules, times and plans are fixed.
 }
logbook-act-codes-made = { $n ->
    [one] One voting code made.
   *[other] { $n } voting codes made.
 }
logbook-act-codes-voided = { $n ->
    [one] One entitlement made void.
   *[other] { $n } entitlements made void.
 }
logbook-act-prolonged = Prolonged until { $at }. Reason: { $reason }
logbook-act-struck = Plan { $number } withdrawn. Reason: { $reason }
logbook-act-closed = Closed. All votes that were in are in the log.
logbook-act-review-ended = The review is over.
logbook-act-sealed = Sealed: votes and entitlements lie apart for good. Entitlements: { $issued }, used: { $used }, void: { $void }. Votes that count: { $ballots }, void votes: { $voided }.
logbook-act-counted = Counted.
logbook-act-published = Provisional outcome published.
logbook-act-decided = Decision taken.
logbook-act-final = Finished.
keys-title = Keys of our votes
keys-lead = With these keys we sign receipts and logs. Old keys stay here, and each key signs the next.
keys-none = There is no key yet
keys-none-why = The first key stands here as soon as a vote opens.
keys-generation = Key { $n }
keys-fingerprint = Fingerprint
keys-key = Key (Ed25519)
keys-made = Known since
keys-endorsed = Signed by the key before it
keys-api = The keys as JSON
report-title = How did { $round } go?
report-link = Report of this vote
report-lead = Numbers that show whether something odd happened. Nothing in it tells who voted what.
report-small = Groups of fewer than { $n } people are not told exactly. Where such a group would follow from a total, another number is not told either.
report-none = Nothing.
report-fewer = fewer than { $n }
report-not-told = not told
report-entitlements = Who could vote
report-ballots = How the votes came in
report-refused = What we did not take
report-struck = Withdrawn plans
report-changes = Closed later
report-review = The review
report-ties = Ties
report-deeds = Who did what
report-kind = How
report-kind-name = { $kind ->
    [code] with a voting code
    [email] with an e-mail address
   *[other] otherwise
 }
report-issued = Issued
report-used = Used
report-void = Void
report-channel = Way
report-channel-name = { $channel ->
    [web] website
    [kiosk] voting corner
    [paper] paper
   *[other] other
 }
report-level = How we knew who it was
report-level-name = { $level ->
    [letter-code] code from a letter
    [email] e-mail address
   *[other] other
 }
report-count = Number
report-ballots-total = { $n } votes were counted. { $void ->
    [0] No vote was void.
    [one] One vote was void.
   *[other] { $void } votes were void.
 }
report-late = { $n ->
    [0] Nothing came in after the closing.
    [one] Once something came in after the closing. It does not count, and that was said.
   *[other] { $n } times something came in after the closing. It does not count, and that was said.
 }
report-reason = Reason
report-reason-name = { $reason ->
    [refusal-vote-closed] after the closing
    [refusal-vote-not-begun] before the begin
    [refusal-vote-not-open] the vote was not open
    [refusal-already-voted] had voted already
    [refusal-ballot-stands] a newer vote was there
    [refusal-entitlement-void] the entitlement was void
    [refusal-ballot-outdated] a plan had changed meanwhile
    [refusal-ballot-struck-plan] a plan was withdrawn
    [refusal-idempotency-key-reused] the same request with another choice
   *[other] the choice did not fit the rules
 }
report-closes-later = On { $day } prolonged until { $at }: { $reason }
report-review-days = { $n ->
    [0] It was said beforehand that there are no days of review.
    [one] One day of review was announced beforehand.
   *[other] { $n } days of review were announced beforehand.
 }
report-tie-mattered = the order for equal votes decided
report-tie-idle = made no difference to the outcome
report-day = Day
report-deed = What
report-role = Role
report-role-name = { $role ->
    [operator] operator of the system
    [owner] owner
    [admin] administrator
    [editor] editor
    [moderator] moderator
    [juror] juror
    [viewer] viewer
    [system] the program itself
   *[other] other
 }
report-deed-name = { $deed ->
    [log-round-created] vote made
    [log-round-changed] vote changed before opening
    [log-round-plans] plans put on the ballot
    [log-round-opened] opened
    [log-round-prolonged] prolonged
    [log-round-closed] closed
    [log-round-reviewed] review ended
    [log-round-sealed] sealed
    [log-round-counted] counted
    [log-round-published] outcome published
    [log-round-decided] decision recorded
    [log-round-final] finished
    [log-round-downloaded] complete file fetched for a check
    [log-plan-struck] plan withdrawn
    [log-codes-made] voting codes made
    [log-codes-downloaded] printer's file fetched
    [log-codes-confirmed] number of letters confirmed
    [log-code-void] voting code made void
    [log-code-replaced] voting code replaced
    [log-code-looked-up] voting code looked up for the helpdesk
    [log-email-void] e-mail address excluded
    [log-batch-void] batch of voting codes made void
   *[other] something else
 }
round-download = Complete file for an auditor
round-download-means = It holds the single ballots too, without names and in random order. Each time you fetch it, it is written in the log.
refusal-download-not-ready = The file is still being made. Try again in a minute.
refusal-nonce = This is no random number of 64 hexadecimal digits.
refusal-receipt-code = This is no code of a receipt. A code has twenty letters and digits.
log-round-downloaded = Complete file fetched: { $title }
