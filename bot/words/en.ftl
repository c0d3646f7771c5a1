# Every sentence the bot says, in English. Markdown is allowed; what people typed is escaped before it gets here.
# Short, plain, kind; say what happens next. Keep the keys equal to nl.ftl (a test checks).

echo = { $text }
under-minute = under a minute
just-now = just now
button-solved = ✅ That solved it
button-help = 🙋 I still need help
button-none = { $count ->
    [one] 🙋 No, something else
   *[other] 🙋 None of these
}
button-claim = 👀 Claim
button-release = ♻️ Release
button-reply = ✉️ Reply
button-note = 🔒 Note
button-handoff = ⚠️ Hand off
button-resolve = ✅ Resolve
button-dismiss = Not a request
button-accept = 🤝 Accept
button-return = ↩️ Return
button-reopen = 🔁 Reopen
button-close = I no longer need this
button-not-solved = 🔁 It isn't solved
button-about = This is about #{ $number }
button-separate = It's something else
button-confirm = Yes, send it to #{ $number }
button-cancel = No, don't send

## Answers

answer-summary = Does this help: { $title }?
answer-source = 📖 From the knowledge base: { $title } · checked { $date }
answer-others = Or did you mean:
offer-titles = { $count ->
    [one] I'm not quite sure. Do you mean this?
   *[other] I'm not quite sure. Do you mean one of these?
}
offer-hint = If none of them is it, press the last one, or just say more. { $minutes ->
    [one] If I hear nothing within a minute, I'll bring in a colleague.
   *[other] If I hear nothing within { $minutes } minutes, I'll bring in a colleague.
}
offer-none = 🙋 It was none of the articles I suggested.
offer-ran-out = 🙋 You chose none of the articles I suggested, so I brought in a colleague.
offer-withdrawn = You no longer need this.
answer-solved-mark = ✅ You said this solved it.
answer-help-mark = 🙋 You asked for more help.
solved-thanks = Great, glad that's sorted. If it comes back, just write here again.
joined = I've added this to your question above.
joined-separated = That is now a question of its own.
about-hint = Is this about something you asked before?
about-moved = Moved to { $number }; the team can see it there.
nod-thanks = 🙂 You're welcome. If anything else comes up, just write here.
nod = 👋 Tell me what you need in a sentence or two, and I'll find an answer or someone who can help.
kb-nothing = I found nothing about “{ $words }” in the knowledge base. Try other words, or just ask me and I'll bring in a colleague.
kb-others = Also likely:
confidential-moved = I've sent you a direct message.
confidential-opening = Let's continue here. Only you and the people who handle this can read it.
new-in-direct = Got it. I've sent you a direct message about it.
said-already = I have this already, from a moment ago.

## Step by step

button-guide = 🧭 Step by step
button-stepback = ↩️ Back
guide-heading = 🧭 { $title } · step { $step }
guide-heading-done = 🧭 { $title }
guide-hint = Press a button, or type its number. “back” goes one step back; you can go on tomorrow too.
guide-hint-first = Press a button, or type its number. Take your time: you can go on tomorrow too.
guide-earlier = … { $count ->
    [one] and one step before that
   *[other] and { $count } steps before that
}
guide-stale = That button was from an earlier step. This is where you are now:
guide-changed = These steps have been improved since you began, so let's start again from the top.
guide-no-such = There is no such choice here. Type a number from 1 to { $count }, or say it in your own words and I'll bring in a colleague.
guide-round = We are going round in circles. If nothing here helps, press “I still need help”: a colleague then gets everything you tried.
guide-below = ⬇️ Goes on below.
guide-solved = ✅ You said this solved it.
guide-ticket = 🙋 A colleague takes it from here, with everything you tried.
guide-article = ⬇️ This led to another article, below.
guide-left = You left these steps.
guide-path = 🧭 Walked through “{ $title }”, { $count ->
    [one] one step
   *[other] { $count } steps
}:

## A ticket opens

ack-ticket = This is now ticket { $number } with **{ $team }**. A colleague will read it and reply to you here.
ack-over = Ticket { $number } with **{ $team }**: { $status }.
ack-next = You don't have to do anything. If something changes, write it in this thread.
ack-no-channel = A lead has to connect this team to the chat first. If it is urgent, reach them another way.

## The card

card-heading = #{ $number } · { $subject }
card-status = Status
card-owner = Owner
card-queue = Team
card-asked = Asked
card-waiting = Waiting since
card-follows = Follows
card-reopened = Reopened
card-nobody = nobody yet
card-tried = 📖 Already shown: { $titles }
card-more = ({ $count ->
    [one] one more character, in the thread
   *[other] { $count } more characters, in the thread
})
card-offered = ⚠️ { $by } asks **{ $team }** to take this over.
card-accepted = ⚠️ { $by } of **{ $team }** has taken this over.
card-returned = ↩️ Back with **{ $team }**.
card-confidential = #{ $number } went to a confidential team.

status-answered = answered
status-offered = asked which one is meant
status-new = new
status-open = open
status-waiting = waiting on requester
status-on-hold = on hold
status-resolved = resolved
status-closed = closed

## What agents do

claimed-you = { $number } is yours.
released-you = { $number } is free again.
released-note = ♻️ { $who } released this; nobody owns it now.
reply-sent = ✉️ Sent to the requester.
note-kept = 🔒 Note kept on { $number }. The requester does not see it.
confirm-other = You are writing in another ticket's thread. Send this to the requester of { $number }?
cancelled = Nothing was sent.
handoff-line = ⚠️ { $who } offered this to **{ $team }**. It stays here until they accept.
handoff-done = Offered to { $team }. The ticket stays yours until they accept it.
handoff-nowhere = This team has nobody to hand off to. A lead can add that in the desk file.
handoff-no-channel = { $team } has no channel here yet, so a handoff would reach nobody. Ask a lead to set it up.
handoff-unknown = I don't know a team “{ $queue }”. You can hand off to: { $allowed }.
handoff-did-you-mean = I don't know a team “{ $queue }”. Did you mean **{ $near }**?
accepted-you = { $number } is yours now.
accepted-sender = 🤝 { $who } of **{ $team }** took this over.
accepted-requester = { $who } of **{ $team }** has taken over { $number } and will get back to you here.
returned-you = { $number } went back with your reason.
returned-sender = ↩️ { $who } of **{ $team }** returned this:
resolved-you = { $number } is resolved.
resolved-note = ✅ { $who } resolved this.
resolved-sender = ✅ { $who } of **{ $team }** resolved this.
resolved-requester = ✅ { $who } resolved { $number }.
resolved-hint = Not solved after all? Write here { $days ->
    [0] and a new ticket opens
    [one] within a day and it opens again
   *[other] within { $days } days and it opens again
}.
reopened-you = { $number } is open again.
reopened-by-you = 🔁 { $number } is open again. The team has been told.
reopened-by-team = 🔁 { $number } is open again: the team is having another look.
reopened-note = 🔁 { $who } reopened this.
closed-requester = { $number } is closed, as you asked. Write here { $days ->
    [0] if you need it again
    [one] within a day if you need it again
   *[other] within { $days } days if you need it again
}.
closed-note = The requester, { $who }, no longer needs this.
closed-readers = { $number } is closed: the requester no longer needs it. If you still do, write here.
reopened-readers = 🔁 { $number } is open again.
dismissed-you = { $number } is off the board as “not a request”.
dismissed-requester = A colleague read { $number } and it needs no further work. If you do need something, write here.
undelivered-note = ⚠️ This could not be delivered to the requester: { $reason }. Please reach them another way.
card-lost = ⚠️ The card of { $number } could not be placed in the channel of { $team }, so nobody there sees it. Let me into that channel, or say “setup” in another one. Until then, work on it with its number.
undelivered-gone = the person or channel can no longer be reached
undelivered-failed = the chat platform kept refusing it
detour-note = ℹ️ The requester takes no direct messages: what we say to them goes to a private thread instead.

## Handoff packet and timeline

packet-heading = #{ $number } from { $team }
packet-reason = **Why it comes to you**
packet-problem = **The problem, in their words**
packet-said = **Said so far**
packet-timeline = **What happened**
packet-requester = Requester
packet-title = Role
packet-vip = VIP
packet-language = Language
packet-where = Asked in
packet-direct = a direct message
packet-channel = a channel
packet-chat = { $where } in { $chat }
packet-earlier = Earlier requests
packet-answers = Answers shown
packet-no-answers = none
packet-note-by = 🔒 { $who } (note)
language-en = English
language-nl = Dutch
timeline-heading = **Timeline**

event-asked = { $who } asked
event-wrote = { $who } wrote
event-answered = answered with “{ $title }” ({ $confidence }% sure)
event-offered = offered titles; the nearest was “{ $title }” ({ $confidence }% sure)
event-rated = { $solved ->
    [yes] { $who } said the answer solved it
   *[no] { $who } asked for more help
}
event-guided = { $outcome ->
    [begun] { $who } began the steps of “{ $title }”
    [again] { $who } went on with the steps
    [solved] { $who } finished the steps (step { $number }): solved
    [article] the steps led to another article (step { $number })
    [ticket] { $who } stopped the steps after step { $number } and asked for help
   *[left] { $who } left the steps after step { $number }
}
event-opened = became a ticket for { $team }
event-claimed = { $who } claimed it
event-released = { $who } released it
event-replied = { $who } replied
event-noted = { $who } made a note
event-taken-back = { $who } took a message back
event-edited = { $who } edited a message
event-handed-off = { $who } offered it to { $team }
event-accepted = { $who } of { $team } accepted it
event-returned = { $who } returned it to { $team }
event-resolved = { $outcome ->
    [withdrawn] { $who } no longer needed it
   *[other] { $who } resolved it
}
event-reopened = { $who } reopened it
event-closed = { $outcome ->
    [silent] closed: nobody said whether the answer helped
   *[other] closed for good
}
event-dismissed = { $who } marked it as not a request
event-held = { $who } put it on hold
event-resumed = { $who } resumed it
event-moved = { $who } moved it to another ticket
event-undelivered = a message could not be delivered
event-detoured = direct messages are closed: a private thread instead

## Lists

list-number = No.
list-subject = Subject
list-status = Status
list-owner = Owner
list-since = Waiting
mine-nothing = You have no requests or tickets right now. Write to me and I'll get going.
mine-owned = Tickets you own
mine-own = What you asked
mine-summary = { $count ->
    [one] One request
   *[other] { $count } requests
}
queue-heading = { $team }: { $count ->
    [0] nothing
    [one] 1 ticket
   *[other] { $count } tickets
}
queue-empty = Nothing is waiting. Well done.
queue-summary = Your queues
queue-unknown = I don't know a queue “{ $queue }” of yours. Yours are: { $allowed }.

## Digest

digest-heading = Digest: { $teams }
digest-window = { $start } to { $end } ({ $zone })
digest-nothing = Nothing was asked, nothing was opened or resolved, and nothing is waiting.
digest-summary = { $opened } opened, { $resolved } resolved, { $backlog } in the backlog
digest-opened = Opened
digest-resolved = Resolved
digest-reopened = Reopened
digest-backlog = Backlog now
digest-change = Change
digest-oldest = **Waiting on us longest**
digest-none-waiting = Nobody is waiting on us.
digest-response = **First response:** half within { $median } (median), 90% within { $p90 } ({ $count ->
    [one] 1 first reply
   *[other] { $count } first replies
})
digest-no-replies = **First response:** no first replies in this window.
digest-under-minute = a minute
digest-self = **Self-service:** { $asked } asked, { $answered } answered by the bot, { $solved } said it was solved
digest-overdue = { $count ->
    [one] **Knowledge base:** one article should have been checked by now (`/kb list`)
   *[other] **Knowledge base:** { $count } articles should have been checked by now (`/kb list`)
}
digest-definitions = First response runs from the first message to the first reply by a person. Solved counts only what the requester confirmed.
digest-span = I don't understand “{ $word }”. Say how far to look back, at most a year: `7d`, `24h` or `2 weeks`.

## Language and help

language-now = I speak to you in English. Other choices: { $allowed }. Type `/ticket language nl` for Dutch.
language-set = From now on I'll speak English with you.
language-unknown = I don't speak “{ $word }” yet. You can choose: { $allowed }.
help-intro = Just write what you need, or use a command:
help-spellings = Instead of `/ticket` you can write `@loket` anywhere, and `!` inside a ticket's thread, where the number can be left out: `!note called her back`.
help-spellings-own = Instead of `/ticket` you can write `@loket` anywhere, and `!` inside your ticket's thread, where the number can be left out: `!close`.
help-short = Short forms: `/claim` `/handoff` `/resolve` `/kb` `/digest`.
help-summary = What you can do here
help-claim = become the owner of a ticket
help-release = stop being its owner
help-reply = answer the requester
help-note = keep a note only agents see
help-handoff = offer it to another team, with a reason
help-accept = take over what was offered to your team
help-return = send it back to the team it came from, with a reason
help-resolve = done; the words you add go to the requester
help-dismiss = it was not a request
help-ticket = everything that happened to a ticket
help-reopen = it was not done after all
help-close = I no longer need it
help-new = ask something
help-mine = what I asked, and what I own
help-queue = tickets waiting in my queues
help-kb = look something up
help-kb-agents = `/kb draft #7`: make an article of a resolved ticket; `/kb list`: all articles with their numbers; `/kb verify SLUG`: this one is still right
help-digest = numbers for my teams
help-language = choose the language I speak with you
help-help = this list
shape-claim = #7
shape-release = #7
shape-reply = #7 text
shape-note = #7 text
shape-handoff = #7 team reason
shape-accept = #7
shape-return = #7 reason
shape-resolve = #7 [answer]
shape-dismiss = #7
shape-ticket = #7
shape-reopen = #7 [why]
shape-close = #7
shape-new = your question
shape-mine = -
shape-queue = [team]
shape-kb = words
shape-digest = [7d]
shape-language = en|nl
shape-help = [command]

intro-direct = Hi, I'm **{ $name }**, the help desk. Write what you need in your own words. I'll answer at once when I know, and otherwise bring in a colleague; you can follow everything right here.
intro-help = Hi, I'm **{ $name }**. Ask anything in this channel: every message gets an answer or a ticket, in its own thread. Start with 📣 when a message is not a question.
intro-channel = Hi, I'm **{ $name }**, the help desk. Mention me with a question, or write to me directly.
intro-hint = `/{ $command } help` shows what you can do.

## Forms

form-reply-title = Reply on #{ $number }
form-reply-text = Your reply
form-reply-hint = The requester gets this.
form-reply-submit = Send
form-note-title = Note on #{ $number }
form-note-text = Note
form-note-hint = Only agents see this.
form-note-submit = Keep
form-handoff-title = Hand off #{ $number }
form-handoff-queue = To which team
form-handoff-text = Why, and what was tried
form-handoff-hint = The team gets this with the whole story.
form-handoff-submit = Offer
form-return-title = Return #{ $number }
form-return-text = Why it goes back
form-return-hint = The team that sent it reads this.
form-return-submit = Return
form-resolve-title = Resolve #{ $number }
form-resolve-text = What solved it
form-resolve-hint = The requester gets this. Leave it empty to resolve without a message.
form-resolve-submit = Resolve
form-for-title = Ask for somebody else
form-for-text = What do they need?
form-for-hint = They are told, and can say that it is not theirs.
form-new-title = Ask for help
form-new-text = What can we help you with?
form-new-hint = What happens, since when, and on which device.
form-new-kind = What is it?
form-new-submit = Send
form-new-empty = Write what you need help with.

## When something cannot be done

parse-nothing = Type a command after it, such as `help`.
parse-unknown = I don't know the command “{ $word }”. Type `/ticket help` to see them all, or `/ticket new` and your question.
parse-did-you-mean = I don't know “{ $word }”. Did you mean `{ $verb }`?
parse-which-ticket = Which ticket? Add its number: `{ $verb } #7`.
parse-too-much = `{ $verb }` takes nothing after it, so I did not do anything with “{ $rest }”.
parse-reply-what = Write what to reply: `reply #7 We ordered a new one.`
parse-note-what = Write what to note: `note #7 Called, no answer.`
parse-handoff-what = Say which team, and why: `handoff #7 it-network no link on port 12`.
parse-return-what = Say why it goes back: `return #7 this is a laptop fault`.
parse-kb-what = Write what to look for: `/kb vpn`.
too-long = That is too long: at most { $limit } characters. Please split it in two.

file-too-big = { $name } is larger than { $limit } MB, the most I can take, so I kept your message without it. Make it smaller, or share a link to it.
file-too-much = The files of this message weigh more than { $limit } MB together, so { $name } was left out. Send it in a message of its own.
file-too-many = { $name } was left out: I take at most 20 files with one message. Send the rest in another one.
file-not-allowed = { $name } is a kind of file I don't take here, so I kept your message without it. If it is needed, put it in a zip or ask the service desk how to send it.
file-unreadable = I couldn't get { $name }, so I kept your message without it. Please send the file again.
file-empty = { $name } is empty: it has no bytes. Perhaps the upload broke off; please send it again.
file-gone = { $name } is no longer here.
file-active = { $name } can hold a program, so it is kept for saving only and never opened on a page. A picture or a PDF of it is easier to look at.
file-not-with-command = The file that came with { $verb } was not passed on: only a message, a reply or a note carries files. Send it once more without the command.
not-a-ticket-yet = This is not a ticket yet: the answer above is waiting for a yes or no from the requester.
unavailable = I couldn't save that just now. Please send it again in a moment.
went-wrong = Something went wrong on our side and nothing was changed. Please try again.

refused = That is not possible now.
refused-ticket-unknown = I can't find ticket #{ $number } among those you may see.
refused-already-claimed = { $owner } was first: #{ $number } was claimed { $ago }.
refused-already-yours = #{ $number } is yours already.
refused-not-owned = Nobody owns #{ $number }.
refused-already-over = #{ $number } is resolved or closed already. If it is not done after all, reopen it: `reopen #{ $number }`.
refused-not-over = #{ $number } is not resolved, so there is nothing to reopen.
refused-reopen-too-late = #{ $number } is closed and cannot be reopened. Write what you need and I'll open a new ticket.
refused-handoff-pending = #{ $number } is offered to another team already ({ $queue }). They can accept or return it.
refused-no-handoff = #{ $number } was not handed to your team.
refused-same-queue = #{ $number } is with that team already ({ $queue }).
refused-not-allowed = `{ $verb }` is for the people who handle tickets. Type `/ticket help` to see what you can do.
refused-not-your-queue = #{ $number } belongs to another team ({ $queue }). You can read it, but only that team can change it.
refused-not-yours = Only the person who asked can do that.
refused-already-rated = You told me already, thank you.
refused-button-stale = That button is no longer in use. If you still need something, write it here.

## More that agents do

button-agree = ✅ Yes, it's done
button-disagree = 🔁 No, not yet
button-mistaken = This isn't mine
button-cleanup = Close these { $count }
button-keep = Keep them
card-priority = Priority
card-kind = Kind
card-tags = Tags
card-links = See also
card-merged = Goes on as
card-earlier = Earlier requests
card-snoozed = Snoozed until
card-opened-by = Written down by
priority-urgent = 🚨 urgent
priority-high = 🟠 high
priority-normal = 🟢 normal
priority-low = ⚪ low
kind-incident = incident
kind-service-request = service request
kind-question = question
assigned-note = 👤 { $who } assigned this to { $to }.
assigned-notice = 👤 { $who } assigned { $number } to you: { $subject }
assigned-done = { $number } is { $to }'s now.
assign-unknown = I don't know “{ $word }” in this team. You can assign to: { $allowed }.
labelled-done = { $number } · { $label }: { $value }
priority-unknown = I don't know the priority “{ $word }”. Say urgent, high, normal or low.
kind-unknown = I don't know the kind “{ $word }”. Say incident, request or question.
tag-unknown = “{ $word }” cannot be a tag. Use letters, digits and dashes, at most 30 of them; `-word` takes a tag off.
snoozed-done = 💤 { $number } sleeps until { $when }. It wakes earlier when the requester writes.
snooze-over = ⏰ The snooze is over, { $number } is back: { $subject }
snooze-past = “{ $word }” is in the past. Say when it should come back, such as `2h`, `tomorrow 9:00` or `monday`.
snooze-unknown = I don't know when “{ $word }” is. Say `2h`, `3d`, `tomorrow 9:00` or `monday`, and a reason after it if you like.
held-done = ⏸️ { $number } is on hold until you resume it or the requester writes.
resumed-done = ▶️ { $number } is off hold.
merged-done = { $number } goes on as { $into }. Both teams and both requesters have been told.
merged-requester = 🔗 { $number } is about the same thing as { $into }, so they go on together as { $into }. You'll still get every answer here, and what you write here reaches the team.
merged-requester-same = 🔗 { $number } is about the same thing as your { $into }, so they go on together. The answers come in the thread of { $into }; what you write here reaches the team too.
merged-into-yours = 🔗 Somebody else asked the same thing as { $number }. From now on they get the answers as well, and what they write reaches the team.
merged-away-note = 🔗 { $who } merged this into { $into }. What is written here goes there.
merged-here-note = 🔗 { $who } merged { $number } into this one:
refused-merge = #{ $number } cannot go on as #{ $into }: that one is resolved or closed. Reopen #{ $into } first, or merge the other way round.
linked-done = { $number } and { $other } are linked: each card names the other.
link-itself = #{ $number } cannot be linked to itself.
add-unknown = I don't know “{ $word }” here. Name somebody from the desk file: `add #7 @joris`.
add-already = { $who } is already reading along on #{ $number }.
added-requester = 👥 { $who } is reading along here now and gets the answers too.
add-requester = That is the requester of #{ $number }, who gets every answer anyway.
added-done = { $who } is reading along on { $number } now. Both they and the requester have been told.
added-you = 👥 { $who } added you to { $number }, “{ $subject }”. You'll get the replies here; what you write in this thread reaches the team.
notify-on = 🔔 I'll tell you directly when the requester of { $number } writes.
notify-off = 🔕 I won't tell you about { $number } any more.
notify-wrote = 🔔 { $who } wrote on { $number }: { $subject }
close-asked = { $who } thinks { $number } is done. Is it? If I hear nothing, I'll close it in { $days ->
    [one] a day
   *[other] { $days } days
}.
close-asked-done = I've asked the requester. If they say nothing, { $number } is resolved in { $days ->
    [one] a day
   *[other] { $days } days
}.
kept-open = 🔁 All right, it stays open. The team knows.
kept-open-note = 🔁 { $who } says it is not done yet.
agreed = ✅ { $number } is resolved. Not solved after all? Write here { $days ->
    [0] and a new ticket opens
    [one] within a day and it opens again
   *[other] within { $days } days and it opens again
}.
agreed-note = ✅ The requester says it is done.
silence-note = ✅ Resolved: the requester was asked and said nothing for { $days ->
    [one] a day
   *[other] { $days } days
}.
cleanup-nothing = { $team } has no ticket that has been quiet for that long.
cleanup-ask = { $count ->
    [one] One ticket
   *[other] { $count } tickets
} of **{ $team }** with no word from either side for that long:
cleanup-kept = Nothing was closed.
cleanup-hint = Their requesters will be told; a word from them within { $days ->
    [one] a day
   *[other] { $days } days
} opens a ticket again.
cleanup-done = { $count ->
    [0] Nothing was closed.
    [one] One ticket is closed; its requester has been told.
   *[other] { $count } tickets are closed; their requesters have been told.
}{ $left ->
    [0] {""}
    [one] {" "}One was left alone: it got a word meanwhile.
   *[other] {" "}{ $left } were left alone: they got a word meanwhile.
}
idle-requester = We heard nothing more about { $number }, so it is closed. Still needed? Write here { $days ->
    [0] and a new ticket opens
    [one] within a day and it opens again
   *[other] within { $days } days and it opens again
}.
find-heading = { $count ->
    [one] One ticket
   *[other] { $count } tickets
} found
find-none = I found no ticket for “{ $words }” among those you may see. Try fewer words, or another filter.
find-empty = Nothing stands after “{ $filter }”. Write it in one piece, such as `from:ana` or `before:7d`.
find-queue = I don't know a queue “{ $queue }”. There are: { $allowed }.
find-nothing = Say what to look for: `find dock from:ana queue:it-l1 status:open before:7d`.
find-status = I don't know the status “{ $word }”. Say new, open, waiting, hold, resolved, closed or active.
find-before = I don't know the day “{ $word }”. Say `before:2026-11-01` or `before:7d`.
for-told = { $who } wrote this down for you:
for-correct = Is something missing or wrong? Write it here. Not yours at all? Press the button.
for-done = { $number } is open for { $who }, who has been told.
for-unknown = I don't know “{ $word }”. Name somebody from the desk file: `for @ana her screen stays black`.
for-yourself = For yourself, just write to me what you need.
mistaken-done = Thanks for telling me. It is closed, and whoever wrote it down knows.
mistaken-note = ↩️ { $who } says this was not theirs, so it is closed.
mistaken-notice = ↩️ { $who } says { $number }, which you wrote down for them, is not theirs. It is closed; write it down again for the right person.
why-heading = Why, for #{ $number }
why-queue = placed with **{ $team }** because { $because ->
    [confidential] words in it belong to a confidential team
    [channel] it was asked in that team's channel
    [article] the nearest article belongs to that team
    [words] most of its words belong to that team
   *[default] nothing pointed elsewhere
}
why-answer = answered with “{ $title }”: { $confidence }% sure because of “{ $phrasing }”; I answer from { $limit }% on
why-abstained = no answer: the nearest was “{ $title }” with { $confidence }%, and I answer from { $limit }% on
why-no-match = no answer: no article has anything to do with it, or it was not mine to answer
why-offered = offered titles: the nearest was “{ $title }” with { $confidence }%; I offer titles from { $offer }% and answer from { $limit }% on
why-chose-none = nobody chose one of the titles in time, so it became a ticket
why-asked-about = shown because it was asked about on its own page
why-stopped = it failed too often to be sent by itself
why-limit-moved = earlier answers moved that limit from { $usual }% to { $limit }%
why-parts = weighed most: { $parts }
why-part = { $name ->
    [bm25] rare words found
    [cover] words found in the article
    [grams] letters alike over the whole article
    [gram_best] letters alike with one phrasing
    [fuzzy] spelling of one phrasing
    [recall] how much of a phrasing was said
    [word_best] words shared with one phrasing
    [word_mean] words shared with all phrasings
    [said] words found in one phrasing
    [centroid] words common to its phrasings
    [unity] how much alike its phrasings are
    [sense] what one phrasing means
    [sense_mean] what its phrasings mean together
    [unknown] words I do not know
    [length] length of the question
    [margin] ahead of the second
    [share] its share among all
    [doubt] several are alike
   *[lead] ahead of the third
} { $worth }
kbwhy-heading = Why “{ $title }” is answered with, or not
kbwhy-none = No answer with this wording has been judged yet.
kbwhy-counts = { $count ->
    [one] One answer with this wording:
   *[other] { $count } answers with this wording:
} { $solved } solved it, { $silent } heard nothing more, { $failed } needed more help, { $again } came back with it, { $dismissed } were no request
kbwhy-bound = so between { $low }% and { $high }% of such answers help; I promise { $promise }%
kbwhy-held = **held back**: I answer with it from { $limit }% on, where { $usual }% is usual
kbwhy-stopped = **stopped**: I no longer answer with it, and only offer its title
kbwhy-eased = **proven**: I answer with it from { $limit }% on, where { $usual }% is usual
kbwhy-plain = neither held back nor proven: I answer with it from { $limit }% on
kbwhy-all-raised = all of the desk's answers together are below the promise, which raises every limit
kbwhy-all-eased = all of the desk's answers together are above the promise, which lowers every limit
kbwhy-off = This desk does not learn from outcomes (`learn = false`): I answer with it from { $limit }% on.
kbwhy-latest = The latest of them:
kbwhy-hidden = { $count ->
    [one] and one that is not yours to open
   *[other] and { $count } that are not yours to open
}
kbwhy-verdict = { $verdict ->
    [solved] solved it
    [silent] nothing more heard
    [failed] needed more help
    [again] came back with it
   *[dismissed] was no request
}
kbwhy-hint = Silence counts half, and so does what was no request; of one person the last two count. A new wording begins anew.
kbwhy-question = What I would do with “{ $words }”
kbwhy-nothing = Make a ticket: no article has anything to do with it.
kbwhy-answer = Answer with the first.
kbwhy-offer = Offer titles: the first is likely, and not sure enough.
kbwhy-ticket = Make a ticket: not even the first is likely.
kbwhy-line = “{ $title }” ({ $slug }): { $confidence }% sure; I answer with it from { $limit }% on
kbwhy-line-stopped = “{ $title }” ({ $slug }): { $confidence }% sure; I no longer answer with it, because it failed too often
why-closed = closed by itself: { $outcome ->
    [silent] nobody said whether the answer helped
   *[other] the days to reopen were over
}
why-resumed = brought back: the snooze was over
why-resolved = resolved: the requester was asked and said nothing for days
why-undelivered = told the team that a message could not be delivered
why-detoured = told the team that the requester takes no direct messages
why-nothing = I did nothing by myself here.
why-hint = What people did is in the timeline: `/ticket #{ $number }`.
event-assigned = { $who } assigned it
event-labelled = { $who } set a label
event-merged = { $who } merged it into #{ $number }
event-linked = { $who } linked it to another ticket
event-followed = { $who } added a reader
event-close-asked = { $who } asked whether it is done
event-kept-open = { $who } said it is not done
help-assign = give it to somebody of the team
help-priority = how urgent it is
help-kind = what sort of request it is
help-tag = words to find and count it by; -word takes one off
help-snooze = put it away until a moment
help-hold = put it away until something happens
help-resume = go on with it
help-merge = it is about the same thing as another one
help-link = it has to do with another one
help-add = let a colleague read along
help-notify = tell me directly when the requester writes; again: stop
help-export = the whole ticket as files to keep, sent to you privately
help-why = why I did what I did by myself
help-for = write something down for somebody else
help-find = look for tickets
help-cleanup = close what nobody writes about any more
shape-assign = #7 @mila
shape-priority = #7 urgent|high|normal|low
shape-kind = #7 incident|request|question
shape-tag = #7 vpn -printer
shape-snooze = #7 2h [reason]
shape-hold = #7 reason
shape-resume = #7
shape-merge = #7 into #5
shape-link = #7 #5
shape-add = #7 @joris
shape-notify = #7
shape-export = #7
shape-why = #7
shape-for = @ana her question
shape-find = words from:ana status:open
shape-cleanup = it-l1 30d
parse-assign-what = Say to whom: `assign #7 @mila`.
parse-priority-what = Say how urgent it is: `priority #7 high`.
parse-kind-what = Say what it is: `kind #7 incident`.
parse-tag-what = Say which tags: `tag #7 vpn utrecht`.
parse-snooze-what = Say until when: `snooze #7 2h`.
parse-hold-what = Say what it waits for: `hold #7 a part from the supplier`.
parse-merge-what = Say into which ticket: `merge #7 into #5`.
parse-link-what = Say to which ticket: `link #7 #5`.
parse-add-what = Say whom: `add #7 @joris`.
parse-for-what = Say for whom and what: `for @ana her screen stays black`.
parse-find-what = Say what to look for: `find dock from:ana status:open`.
parse-cleanup-what = Say which queue, and how long it has been quiet: `cleanup it-l1 30d`. Yours are: { $allowed }.
assigned-self-note = 👤 { $who } has taken this on.
assign-already = #{ $number } is { $to }'s already.
tagged-done = { $number } is tagged: { $tags }.
tagged-none = { $number } has no tags now.
merge-itself = #{ $number } cannot be merged into itself. Name another ticket, as in `merge #7 into #5`.
merge-confidential = #{ $number } and #{ $into } cannot be merged: one of them is confidential, and its words would reach another team.
merge-confidential-people = #{ $number } and #{ $into } cannot be merged: they are confidential, and two people would read each other's answers. Use `link` to keep them together for the team.
refused-merged-away = #{ $number } went on as #{ $into }. Work on that one.
refused-too-many-tags = #{ $number } would get more than { $most } tags. Take some off first: `-word`.
notify-asked = You hear everything about #{ $number } already: your own request was merged into it.
close-asked-already = The requester of #{ $number } has been asked already. Give them a moment.
cleanup-leads = Closing in bulk is for leads. Ask the lead of your team.

## Saved replies

button-send = ✉️ Send
macro-preview = This goes to the requester of { $number } ({ $title }). Send it?
macro-unknown = I don't know a saved reply “{ $word }”. This team has: { $allowed }.
macro-none = This team has no saved replies yet. A lead can add them to the desk file, under `[[replies]]`.
macro-heading = Saved replies for #{ $number }
macro-name = Name
macro-title = About
macro-text = Text
macro-hint = `/macro #7 name` shows it filled in before it leaves.
help-macro = send a saved reply, after a look at it
shape-macro = #7 [name]

## Limits

limit-blocked = Your messages are not taken at the moment: { $reason } If you think that is wrong, speak to a colleague of the service desk.
limit-hour = That is more than { $limit } questions within an hour, so I did not take this one. The team has been told; if it is urgent, write it in one of your open tickets.
limit-open = You have { $limit } tickets open, so I did not take another one. The team has been told; close what you no longer need, or write in one that is open.
limit-alert = ⚠️ { $who } reached a limit ({ $limit }), so this was not taken as a request. Please look whether it is a real one:
rescued-inside = ⚠️ Something went wrong on our side with the last words of { $who } here. They are kept on this ticket and went nowhere else.
handoff-done-team = Offered to { $team }. It stays with your team until they accept it.
digest-otherwise = Also: { $aside } set aside (not a request, moved or merged), { $came } came from other teams, { $went } went to other teams.
queue-more = And { $count } more: `/ticket find queue:{ $queue } status:active`
subject-taken-back = (taken back)
taken-back-copy = 🗑️ { $who } took this message back.
edited-mark = ✎ edited
edited-at = ✎ edited { $when }
edited-before = it said before, { $when }:
edit-is-command = An edit doesn't do a command, nor turn one into another. Nothing was changed here: give the command in a new message.
edit-empty = An edit that leaves nothing is not passed on. To take the message back, delete it.
edit-not-passed-on = Your edit is not passed on: this talk goes on somewhere else now. Say it once more in a new message.
reason-handed = { $who } to { $team }
reason-returned = { $who }, back to { $team }
packet-before = **Handed on before**
returned-requester = { $number } is back with **{ $team }**; they go on with it and reply to you here.
refused-not-owner = #{ $number } is { $owner }'s. Only they or a lead can release it.

# ---- requests made of messages, and signs

picked-known = That message is being looked after already.
picked-already = That message is { $number } already.
picked-empty = There are no words in that message to make a request of. Use `/ticket new` instead.
picked-done = Made { $number } of it; its writer is told in the thread.
picked-answered = The knowledge base had an answer; it stands in the thread.
earlier-in-thread = Said in the thread before:
reacted-handoff = Which team should { $number } go to?

# ---- setup: what a channel is for

help-setup = what this channel is for: requests, a team's tickets, a digest; or which group a team's agents are
shape-setup = triage it-l1
setup-now = This channel is for: { $what }. What shall it be?
setup-hint = Or type it: `setup help`, `setup triage it-l1`, `setup digest it`, `setup panel`, `setup off`. `setup agents it-l1 @group` takes a team's agents from a group.
setup-is-nothing = nothing yet
setup-is-help = requests { $subject }
setup-is-triage = the tickets of { $subject }
setup-is-digest = the digest { $subject }
setup-button-help = Requests: people ask here
setup-button-triage = Tickets of { $team }
setup-button-digest = Digest { $digest }
setup-button-off = Nothing
setup-help = 📌 This channel is for requests now: every new message here is one. Start with 📣 to just talk.
setup-triage = 📌 The tickets of { $subject } come to this channel now. Everybody in it reads them.
setup-digest = 📌 The digest { $subject } comes to this channel now.
setup-off = 📌 This channel is for talk again.
setup-in-a-channel = Say `setup` in the channel it is about.
setup-unknown = I don't know “{ $word }”. Say `setup help`, `setup triage it-l1`, `setup digest it`, `setup agents it-l1 @group`, `setup panel` or `setup off`.
setup-queue = I don't know the team “{ $word }”. There are: { $allowed }.
setup-digest-unknown = I don't know the digest “{ $word }”. There are: { $allowed }.
setup-nothing = This channel has no role to take away.
setup-in-the-file = This channel's role stands in the desk file; it is taken away there.
setup-is-agents = { $team } from { $group }
setup-agents-now = Agents come from groups: { $what }.
setup-agents = 👥 Who is in the group { $group } serves { $team } from now on; give me a minute to read it.
setup-agents-off = 👥 No group names agents of { $team } any more.
setup-agents-nothing = No group of this chat was set up here for { $team }.
setup-agents-group = Name the group by mentioning it: `setup agents { $queue } @group`; `setup agents { $queue } off` undoes it.


## The web

button-web = 🌐 Open on the web
web-link = Open Loket on the web as { $name }
web-link-hint = The link works once, within ten minutes, in the browser you open it with. It is yours alone: do not pass it on.
web-off = This desk has no web page to sign in to. Whoever runs it can switch one on with `LOKET_PUBLIC__HOST`.
web-unknown = I don't know what “{ $word }” means for the web. Say `web` for a link, `web sessions` to see where you are signed in, or `web sign-out`.
web-too-many = You asked for { $count } links in the last ten minutes. Use one of those, or wait a moment.
web-nowhere = You are not signed in anywhere on the web.
web-list-number = No.
web-list-browser = Browser
web-list-since = Signed in
web-list-seen = Last used
web-list-hint = `web sign-out 2` signs out the second one, `web sign-out` all of them.
web-list-summary = { $count ->
    [one] Signed in on one browser
   *[other] Signed in on { $count } browsers
}
web-some-browser = some browser
web-signed-out = { $count ->
    [0] You were not signed in anywhere.
    [one] Done: you are signed out of one browser.
   *[other] Done: you are signed out of { $count } browsers.
}
web-signed-out-one = Done: you are signed out of { $browser }.
web-which = { $count ->
    [0] You are not signed in anywhere, so there is no “{ $word }” to sign out.
   *[other] I don't know which browser “{ $word }” is. `web sessions` numbers them, from 1 to { $count }.
}
help-web = a link to the web page; where I am signed in; signing out
shape-web = [sessions|sign-out]
said-done = Added to { $number }. The team reads it.
parse-say-what = Write what to add: `say #7 It happens on the phone too.`
help-say = add something to what I asked
shape-say = #7 text

export-here = Ticket { $number }, to keep: unpack it and open the page inside; its files lie beside it.
export-sent = The transcript of { $number } comes to you in a direct message.
transcript-requester = Requester
transcript-made = Exported
transcript-answers = Answers given
transcript-said = What was said
transcript-note = note, not for the requester
transcript-gone = taken back { $when }
transcript-edited = edited { $when }
transcript-earlier = What it said before, { $when }
transcript-reasons = Why it changed teams

## Articles from chat

event-drafted = { $who } made an article draft of it
scrub-name = name
scrub-email = email address
scrub-phone = phone number
scrub-account = account number
scrub-citizen = citizen number
scrub-address = network address
scrub-number = number
scrub-link = link
scrub-secret = secret
draft-which = Which ticket? Write for example: kb draft #7
draft-confidential = #{ $number } is confidential, and what is confidential never becomes an article.
draft-not-resolved = #{ $number } is not resolved. A draft is made of what helped, so resolve it first.
draft-made = 📖 The draft **{ $title }** is ready. Names, numbers and addresses have been taken out; please read it with that in mind.
draft-there = 📖 There is a draft of this already: **{ $title }**.
draft-next = Edit and publish it in the web workspace: Knowledge base, Drafts.
draft-no-answer = (Write here what helped.)
draft-asked = What was asked
button-draft = 📖 Make an article
article-saved = Saved.
article-published = **{ $title }** is published. I answer with it from now on.
article-retired = **{ $title }** is taken away. I no longer answer with it; its history is kept.
article-restored = The text of version { $version } is back as the newest draft. Publish it when it is right.
article-translate = A draft in the other language is ready; it begins with the same text.
article-conflict = { $who } saved this article while you were writing. Nothing is lost: your text is still in the form, and the newer one stands beside it. Put together what you want to keep, then save again.
article-title = Give it a title of at most { $most } characters.
article-body = Write the answer, at most { $most } characters.
article-question-long = A phrasing has at most { $most } characters.
article-audience = Choose who may read it: everyone, agents, or one team.
article-owner = The owner has to be somebody of a team.
article-questions = Give { $fewest } to { $most } phrasings as people really type them, one on a line; without them nobody finds it.
article-same-question = Another article has nearly the same phrasing: { $why }
article-link = A link leads nowhere: { $why }
article-loops = The steps cannot be walked (line { $line }): { $why }
article-steps = The article or its steps cannot be read (line { $line }): { $why }
article-no-queue = This article belongs to a team that is confidential or no longer there, so it cannot be published.
refused-article-unknown = I don't know that article, or it is not for you.
vote-helped = 👍 Thank you, that counts.
vote-not = 👎 Thank you. Its owner will see that. If you still need help, press “Ask about this”.
check-summary = { $count ->
    [one] An article of yours should be checked again:
   *[other] { $count } articles of yours should be checked again:
}
check-hint = Read it once. Still right? Press its button and it is good for another year. I remind you only once.
check-done = ✅ **{ $title }** is marked as checked today, good for a year.
button-verify = ✅ Still right: { $title }
articles-heading = { $count ->
    [one] One article
   *[other] { $count } articles
}
articles-hint = Search with /kb and some words; the web workspace shows what is behind each number.
articles-title = Article
articles-views = Seen
articles-helped = Helped / not
articles-check = Check by
audience-everyone = Everyone
audience-agents = Agents of every team
button-about-article = 💬 Ask about this
button-about-steps = 🧭 Walk me through it

## One person in two chats

help-connect = use Loket in another chat as the same person
shape-connect = [CODE|off discord]
connect-code = Type `connect { $code }` to Loket in { $chats }, within { $minutes } minutes. From then on you are the same person here and there.
connect-code-hint = The code works once and is yours alone: do not pass it on, and type no code that somebody else gave you.
connect-nowhere = This desk is in no other chat that could be connected.
connect-everywhere = All your chats are connected already. `connect off { $platform }` takes one away.
connect-too-many = You asked for several codes within a few minutes. Use the last one, or wait a moment.
connect-wrong = That code does not work. It may be mistyped, used, or older than fifteen minutes; say `connect` in the other chat for a fresh one.
connect-pause = Those were too many codes. Try again in an hour, or ask an admin of this desk to connect your accounts.
connect-stranger = Connecting accounts is for members of this workspace; as a guest you can ask here as you are.
connect-ask = This code was made by { $account } in { $chat }. Connected, that account may do here everything you may, and reads what you asked. Did you make the code yourself?
button-connect = Yes, connect it
button-connect-no = No
connect-kept = Nothing was connected.
connect-done = 🔗 Connected: you are the same person here and as { $account } in { $chat }. `connect off { $platform }` undoes it.
connect-told = 🔗 The { $chat } account { $account } is connected with this one now: both are you. If that was not you: `connect off { $platform }`.
connect-already = Those two are connected already. Type the code in the other chat, not where it was made.
connect-two-people = Both accounts are already somebody's of the desk file, and those are two people. Take the connection away first, or ask whoever keeps the desk file.
connect-has-one = There is another { $chat } account connected already. `connect off { $platform }` takes it away first.
connect-admins = Connecting somebody else is for admins of this desk. For your own accounts, say `connect` and type the code in the other chat.
connect-admin-what = Say whom and which account: `connect @ana discord:1180000000000000000`.
connect-no-such-chat = This desk is in no chat called “{ $chat }”.
connect-admin-done = 🔗 { $who } and the { $chat } account { $account } are the same person now; both were told.
connect-off-what = No account in “{ $chat }” is connected. Say which chat: `connect off discord`.
connect-off-file = That account stands in the desk file; it is taken away there.
connect-off-done = The { $chat } account { $account } is no longer connected. What was asked from it belongs to it again.
connect-off-told = { $who } took the connection with this account away. What you asked from here stays yours.
panel = **{ $name }**: press the button and say what you need. You get an answer at once, or a ticket and a person.
panel-ask = Ask for help
panel-mine = My requests
panel-hint = Only you and who helps you can read it.
