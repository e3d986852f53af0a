# One mail before the closing, or one with the outcome; and no mail any more.
notice-reminder = Would you like a reminder?
notice-reminder-means = Not finished yet? On { $at } we send you one reminder by mail.
notice-reminder-ask = Send me a reminder
notice-reminder-done = On { $at } you get one reminder by mail.
notice-outcome = The outcome in your mail
notice-outcome-means = When the outcome is there, we send you one mail.
notice-outcome-ask = Send me the outcome
notice-outcome-done = When the outcome is there, you get one mail.
notice-apart = We keep your address apart from your vote, for this mail only. After that we delete it.
notice-email = Your mail address
notice-stop-title = No more mail about this vote
notice-stop-means = Press the button. Then we send nothing more about this vote to this address. Nothing changes about your vote.
notice-stop = Send me nothing more
notice-stopped = We send nothing more about this vote to this address.
refusal-notice-late = That is not possible now: this mail is going out, has been sent, or the vote has not begun.
round-number-reminders = get a reminder
round-number-outcomes = get the outcome by mail
mail-notice-reminder-subject = You can vote on “{ $round }” until { $closes }
mail-notice-reminder-text =
  You asked for a reminder: you can vote on “{ $round }” until { $closes }.

  { $page }

  If you have voted already, you need not do anything. We do not know whether you have: your address is kept apart from the votes. We have deleted it now.

  No more mail about this vote? { $stop }

  { $organisation }
mail-notice-outcome-subject = The outcome of “{ $round }” is there
mail-notice-outcome-text =
  The vote on “{ $round }” has been counted. You find the outcome here:

  { $page }

  You asked for this mail. Your address was kept apart from the votes, and we have deleted it now.

  No more mail about this vote? { $stop }

  { $organisation }
