# When more people come at once than the system can serve.
error-busy = It is very busy right now. Nothing of this request has been done yet. Send it again in a few seconds.
busy-title = It is very busy right now
busy-title-sent = Not in yet
busy-wait = { $seconds ->
        [one] Many people are using this site at the moment. This page tries again by itself in 1 second. There is nothing you need to do.
       *[other] Many people are using this site at the moment. This page tries again by itself in { $seconds } seconds. There is nothing you need to do.
    }
busy-kept = What you had already chosen or saved is kept.
busy-now = Try again now
busy-sent = What you just sent is not in yet: it is very busy right now. It is still on this page. Wait a few seconds and then send it again.
busy-send-again = Send again
busy-sent-back = What you just sent is not in yet: it is very busy right now. Go back to the previous page, wait a few seconds and then send it again.
