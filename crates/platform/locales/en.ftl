# Words that occur everywhere.
word-save = Save
word-cancel = Cancel
word-next = Next
word-previous = Previous
word-search = Search
word-optional = optional
word-download = Download
word-show = Show
word-no = No
word-yes = Yes
word-sign-in = Sign in
word-sign-out = Sign out

page-word = Page
pages-label = Pages
skip-to-content = Skip to content
form-problems = { $n ->
    [one] Something is not right yet
   *[other] There are { $words } things that are not right yet
 }
form-kept = What you filled in is still there.
# Reasons why something cannot be done.
refusal-not-found = This page does not exist (any more). Check the address, or go to the front page.
refusal-forbidden = You may not see or do this. Should you? Ask the administrator.
refusal-sign-in-needed = Sign in first. Then you can go on here.
refusal-foreign-origin = This request came from another website, so we did nothing. Open this website itself and try there.
refusal-too-many = This was done very often in a short time. Wait a few minutes and try again.
refusal-malformed = We could not read what you sent. Go back and try again.
refusal-too-large = This is too large to send. Make your text shorter or choose a smaller file.
refusal-wrong-content-type = We cannot read this kind of message here.
refusal-wrong-method = This cannot be done at this address. Go back and use the button on the page.
refusal-query = The address has a value that cannot be: { $key }.
refusal-request-reused = This request was made before with other content. Start again on a fresh page, or use a new Idempotency-Key.
refusal-changed = Somebody else has just changed this. Look at the new version and then make your change.
refusal-amount-unreadable = We cannot read this amount. Write it like this: 1250 or 1250.50.
refusal-amount-too-large = This amount is too high.
refusal-text-unknown-key = There is no such text.
refusal-text-length = Fill in a text of at most 2,000 characters.
refusal-text-unreadable = Something is wrong with the braces, or a line begins with a full stop, an asterisk or a bracket.
refusal-text-reference = Do not refer to other texts in this text.
refusal-text-unknown-value = The value “{ $name }” does not belong to this text.
refusal-image-unknown-kind = This file is not a picture that we can read. Choose a JPEG, PNG or WebP.
refusal-image-too-large = This picture is too large: { $size }. Choose a picture of at most { $limit }.
refusal-image-too-many-pixels = This picture has too many pixels. Choose a picture of at most { $limit } million pixels.
refusal-image-damaged = This picture is damaged. Choose another one.
refusal-document-unknown-kind = This is no document that we can take. Choose a PDF, ODT, ODS, ODP, DOCX, XLSX or PPTX.
refusal-document-too-large = This document is too large. Choose a document of at most { $limit }.
refusal-document-program = There is a program (macro) in this document. Save it without the macro and choose it again.
refusal-file-malware = There is something harmful in this file. We have not kept it. Choose another file.
refusal-file-scanner-away = We cannot check files for viruses now. Try again later. The rest has been kept.
refusal-sheet-unknown-kind = This is no spreadsheet that we can read. Save it as Excel (.xlsx), ODS or CSV UTF-8 and choose it again.
refusal-sheet-damaged = This file is damaged. Save it again and choose it once more.
refusal-sheet-too-large = This file is too large. Choose a file of at most { $limit }, or spread the rows over more files.
refusal-sheet-too-many-rows = There are too many rows in this file. A file can have { $most } rows at most. Spread them over more files.
refusal-sheet-letters = We cannot read the letters in this file. Save it as Excel (.xlsx) or as CSV UTF-8.
refusal-sheet-empty = There is nothing in this file.
refusal-images-busy = Many pictures are being handled at this moment. Try again in a minute.
refusal-mail-address = This e-mail address is not right. Check it for typing mistakes.

# When something goes wrong on our side.
error-title = Something went wrong
error-unforeseen = Something went wrong on our side. Try again later. Does it keep going wrong? Then tell us this number: { $number }.
error-database-away = The system cannot be reached for a moment. What you had saved is kept. Try again in a minute.
