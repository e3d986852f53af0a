# Why something does not happen: what went wrong, what is kept, what to do.

refusal-vote-not-begun = The vote begins on { $at }. Until then you can look at the plans.
refusal-vote-closed = Your choice was not received. The vote closed on { $at }. What you sent before that counts.
refusal-vote-not-open = This vote has not been opened yet.
refusal-wrong-voting-code = This voting code is not valid. Check it once more, or ask for help. Your choice is kept.
refusal-voter-needed = First show that you may vote: enter your voting code or the code from your mail. Your choice is kept.
refusal-way-not-offered = This vote does not work that way. The page of the vote says how it does.
refusal-wrong-mail-code = This code is wrong or too old. Look in your newest mail, or ask for a new code. Your choice is kept.
refusal-ballot-blank = You have not chosen a plan yet. Choose at least one.
refusal-ballot-too-few = You chose { $chosen ->
    [one] one plan
   *[other] { $chosen } plans
  }. Choose at least { $least }.
refusal-ballot-too-many = You chose { $chosen ->
    [one] one plan
   *[other] { $chosen } plans
  }. You may choose at most { $most }. Take some away.
refusal-ballot-over-sum = Your plans cost { $sum } together. That is { $over } more than the { $most } that you may divide. Take a plan away.
refusal-ballot-under-sum = Your plans cost { $sum } together. Choose plans for at least { $least }.
refusal-ballot-unknown-plan = Plan { $number } is not on the ballot. Choose again.
refusal-ballot-double-plan = A plan is in your choice twice. Take one away.
refusal-ballot-struck-plan = The plan “{ $title }” was withdrawn. Take it out of your choice; you can give the money to something else.
refusal-ballot-outdated = Something on the ballot has changed in the meantime. Your choice is kept. Look at it once more and send it again.
refusal-already-voted = You have voted. In this vote that cannot be changed. Your first vote counts.
refusal-ballot-stands = This choice was not sent, because another vote of yours is in. That one counts. Do you want this choice to count instead? Then send it again.
refusal-entitlement-void = You cannot vote with this code any more: it was made void. Ask for help if you need a new one.
refusal-idempotency-key-reused = This name of a request belongs to another choice. Nothing has changed. Send the request under a new name.
refusal-round-state = That is not possible now: { $state ->
    [draft] the vote is still a draft
    [open] the vote is still going on
    [closed] the vote is closed
    [review] the vote is being reviewed
    [sealed] the ballots are sealed
    [counted] the ballots are counted
    [provisional] the provisional outcome is public
    [decided] there is a decision already
   *[final] the vote is over
  }. Nothing has changed.
refusal-round-frozen = The vote has been opened, so rules, times and plans are fixed. Closing later is possible.
refusal-round-closes-earlier = The vote cannot close before { $at }, because that was promised. Choose a later moment.
refusal-round-closes-in-past = The moment of closing is over. Choose a later moment.
refusal-round-no-electorate = Nobody could vote like this. Choose voting codes, e-mail addresses or both.
refusal-round-review-too-long = The review may last seven days at most.
refusal-round-rule = This way of counting does not fit a vote in which people tick plans. Choose another one.
refusal-round-review-not-over = The review lasts until { $at }, as was announced. After that you can go on.
refusal-round-limits-clash = These limits do not fit together: the most is less than the least.
refusal-round-no-budget = Enter how much money there is to divide.
refusal-round-no-candidates = Put at least one plan on the ballot, and at most 2,000.
refusal-round-cannot-be-met = With these plans and limits nobody can make a valid choice. Change the plans or the limits.
refusal-candidate-twice = A plan is on the ballot twice.
refusal-candidate-negative-cost = An amount cannot be below zero.
refusal-candidate-already-struck = This plan was withdrawn before.
refusal-batch-size = Enter a number from 1 to { $most }.
refusal-batch-not-ready = The codes are still being made. Try again in a minute.
refusal-batch-file-gone = The printer's file was destroyed. Only new codes can be downloaded.
refusal-batch-count-differs = The printer counted another number than there are codes. The file is kept. First find out why.
refusal-unknown-code = This is not a voting code of this vote. Check it once more.
refusal-code-void = This code was void before.
refusal-unknown-voter-address = Nobody has used this e-mail address in this vote. Check it once more.
refusal-voter-address-void = This e-mail address was excluded before.
refusal-batch-void = This batch was void before.
refusal-document-address = This is not the address of a document. It begins with https://.
refusal-outcome-not-public = The outcome is not public yet.
refusal-vote-query = The value of { $key } is not possible.
refusal-cannot-import = This file cannot become a vote: { $why }.

# The mail with a code.

mail-vote-code-subject = { $code } is your code to vote
mail-vote-code-text =
  Your code to vote in “{ $round }” is:

  { $code }

  The code holds for a quarter of an hour. Did you not ask for it? Then you need not do anything.

  { $organisation }

# The log.

log-round-created = Vote made: { $title }
log-round-changed = Vote changed: { $title }
log-round-removed = Draft of a vote thrown away: { $title }
log-round-plans = Plans put on the ballot: { $plans } in { $title }
log-round-opened = Vote opened: { $title }. { $plans ->
    [one] One plan is
   *[other] { $plans } plans are
  } on the ballot; there is { $budget_cents } to divide. Rules, times and plans are fixed.
log-round-prolonged = Vote prolonged: { $title }. It closes on { $to_at } instead of { $from_at }. { $reason }
log-plan-struck = Plan withdrawn: { $plan }. { $reason }
log-round-closed = Vote closed: { $title }
log-round-reviewed = Review done: { $title }. { $note }
log-round-sealed = Ballots sealed: { $title }. { $ballots ->
    [one] One ballot counts
   *[other] { $ballots } ballots count
  }, { $voided } void.
log-round-counted = Ballots counted: { $title }
log-round-published = Provisional outcome public: { $title }
log-round-decided = Decision on { $title } by { $authority }
log-round-final = Vote over: { $title }
log-codes-made = Voting codes made: { $count } in { $name }
log-codes-downloaded = Voting codes downloaded: { $name }
log-codes-confirmed = Printer's count confirmed and file destroyed: { $name }
log-code-void = A voting code made void. { $reason }
log-email-void = An e-mail address excluded. { $reason }
log-batch-void = A batch of voting codes made void: { $name }, { $count ->
    [one] one code
   *[other] { $count } codes
  }. { $reason }
log-code-replaced = A voting code replaced. { $reason }
log-code-looked-up = A voting code looked up
log-rules-compared = Counting rules compared for { $title }

# A file of an earlier vote.
refusal-pb-missing = Choose a file first.
refusal-pb-no-text = This is not a text file in UTF-8. The file of a vote is usually called something like ‘vote.pb’.
refusal-pb-too-large = This file is too large to compare. It may be 12 MB at most, with 2,000 plans and 300,000 votes.
refusal-pb-nothing = This file has no plans or no votes. There is nothing to compare.
refusal-pb-missing-section = Line { $line }: the part { $name } should begin here. It is missing.
refusal-pb-repeated-section = Line { $line }: the part { $name } begins here a second time.
refusal-pb-missing-key = Line { $line }: { $name } is missing in the part META.
refusal-pb-duplicate-key = Line { $line }: { $name } stands here a second time.
refusal-pb-missing-column = Line { $line }: the column { $name } is missing in the part { $section }.
refusal-pb-duplicate-column = Line { $line }: the column { $name } stands there twice.
refusal-pb-vote-type = Line { $line }: we do not know the kind of vote ‘{ $value }’.
refusal-pb-amount = Line { $line }: { $name } says ‘{ $value }’. That is not an amount.
refusal-pb-missing-id = Line { $line }: { $name } is empty.
refusal-pb-missing-meta-key = Line { $line }: there is a value here without a name before it.
refusal-pb-duplicate-plan = Line { $line }: plan { $name } stands on line { $first } already.
refusal-pb-unknown-plan = Line { $line }: somebody voted for plan { $name }, but that plan is not in the file.
refusal-pb-points-differ = Line { $line }: { $choices } plans stand here, and points { $points } times. These should be equal.
refusal-pb-points = Line { $line }: ‘{ $value }’ is not a number, and points belong here.
refusal-pb-open-quote = Line { $line }: a text in quotation marks does not end. There may be one quotation mark too many.
refusal-pb-lone-return = Line { $line }: there is a line break in the middle of a text. Put each vote and each plan on one line.
refusal-pb-row-short = Line { $line }: the row ends before the column { $name }.
refusal-pb-row-long = Line { $line }: the row has more cells than there are columns. Usually there is one ‘;’ too many.
refusal-no-test-ballots = There are no test votes yet. Make test codes and vote with them.
refusal-round-rule-heavy = With these plans and amounts this counting rule can take too long. Round the costs to, say, €100, or choose another rule.
refusal-round-rule-names = The counting rule names ‘{ $name }’, but that is not on the ballot. Change the rule or the plans.
