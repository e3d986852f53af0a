# What did not arrive is kept and sent later; and what is not finished yet.
keep-vote-offline = No internet. Your vote is not in yet. We will send it as soon as there is internet again.
keep-vote-busy = The site cannot be reached for a moment. Your vote is not in yet. We keep trying by ourselves.
keep-choice-offline = No internet. Your last choice is not saved yet. We will send it as soon as there is internet again.
keep-choice-busy = The site cannot be reached for a moment. Your last choice is not saved yet. We keep trying by ourselves.
keep-closed = We have had no answer yet, and the vote has closed in the meantime. As soon as there is a connection, you will see whether your vote was in on time.
keep-in = Your vote is in.
keep-refused = Your vote was not received.
keep-look = Have a look
keep-go-on = Go on voting
keep-unfinished = You have chosen { $plans } for { $project }. Your vote is not in yet.
keep-unfinished-change = You have chosen { $plans } for { $project } again. That change is not in yet.
