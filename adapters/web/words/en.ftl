# The pages of the local workspace.

title = Loket
people-title = Who are you today?
people-intro = This is a helpdesk on your own machine. Put on somebody's hat and try it: ask as an employee, then change hats and help as an agent. You can change at any time, and two tabs can be two people.
people-start = New here? Be { $name } first and write "my vpn keeps dropping".
people-nobody = The desk file names nobody yet. Add a [[people]] entry to desk.toml and reload this page.
people-go = Continue as { $name }
people-local = Local workspace, for trying and testing. People are picked, not signed in, so it listens on this machine only.

workspace = local workspace
skip = Skip to the messages
menu = Channels and people
menu-close = Close the menu
nav-label = Channels
switch-hat = Change hats
switch-all = Everybody
kb = Knowledge base
section-talk = Talk to
section-ask = Ask in a channel
section-teams = Teams
loket = Loket
dm-topic = Your own line to the service desk
help-topic = Everyone may ask here
triage-topic = New tickets and work in hand
digest-topic = Summaries
unread = new messages
theme = Light or dark
app = app

messages = Messages
in-channel = Messages in #{ $channel }
in-direct = Your conversation with Loket
in-thread = Replies in this thread
earlier = Show earlier messages
replies =
    { $count ->
        [one] 1 reply
       *[other] { $count } replies
    }
earlier-replies =
    { $count ->
        [one] Show 1 earlier reply
       *[other] Show { $count } earlier replies
    }
reply = Reply in thread
deleted = This message was deleted.
edited = edited
only-you = Only you can see this
dismiss = Dismiss
more = More
delete = Delete message
show-all = Show all
thread = Thread
thread-in = in #{ $channel }
thread-direct = with Loket
back = Back
close = Close
ticket = Ticket #{ $number }
cancel = Cancel
choose = Choose…
required = required

write-direct = Ask Loket anything
write-channel = Write in #{ $channel }
write-thread = Reply in this thread
send = Send
compose-hint = Enter sends, Shift + Enter starts a new line, / shows the commands
completions = Commands

empty-direct = What can we help you with?
empty-direct-more = Write your question the way you would say it to a colleague. If Loket is sure of the answer you get it at once. If not, a person takes over, and you can follow along right here.
empty-try = Try "my vpn keeps dropping" or "how do I request leave".
empty-help = This is where colleagues ask for help.
empty-help-more = Every new message here is a request. Loket answers in its thread, or passes it to the right team. "Thanks" or a greeting alone opens nothing.
empty-triage = This is where the team sees new tickets.
empty-triage-more = Each ticket arrives as a card that always shows its present state. Claim it, answer, add a note, or hand it to another team. What is said in a card's thread stays in the team, unless it is sent as a reply.
empty-digest = This is where summaries arrive.
empty-digest-more = Type /digest 7d to read one now.

no-title = Nothing here
no-page = There is no such page.
no-person = Nobody by that name works at this desk.
no-channel = There is no such channel, or you are not in it.
no-post = That message is no longer there.
no-ticket = There is no such ticket, or it is not yours to see.
no-way-back = Back to Loket
no-way-people = Choose a person

bad-token = This page was open for a long time. Please try again; if that does not help, reload the page.
bad-request = That request could not be read. Reload the page and try again.
nothing-written = There is nothing to send yet. Write something first.
too-long = That is longer than 40,000 characters. Please shorten it or send it in parts.
broken = Something went wrong on our side. Please try again.

js-sending = Sending…
js-not-sent = Not sent. The desk cannot be reached right now; your text is safe here.
js-not-done = That did not go through. The desk cannot be reached right now; please try again.
js-try-again = Try again
js-offline = Connection lost. Trying to reach the desk again…
js-back-online = Connected again.
js-today = Today
js-yesterday = Yesterday
js-new-from = New message from { "{name}" }: { "{text}" }
js-show-all = Show all
js-show-less = Show less
js-too-long = That is longer than 40,000 characters. Please shorten it or send it in parts.
js-file-too-large = {"{name}"} is larger than {"{limit}"} MB; it will not go along
js-file-remove = Take {"{name}"} off
js-file-failed = could not be sent; take it off and try again
js-file-wait = Sending the files…
js-theme-light = Theme: light
js-theme-dark = Theme: dark
js-theme-system = Theme: system

attach = Attach files
attaching = Files that go with the message
file-open = Open { $name }
file-too-large = { $name } is larger than { $limit } MB, the most that is taken. Make it smaller, or share a link to it; your message can go without it.
file-lost = A file is no longer waiting here, perhaps because the desk was restarted. Take it off and attach it again; nothing else is lost.
file-with-command = A command takes no files along. Send the files in a message of their own.
file-not-ours = Loket keeps files only where it takes part; here it kept none.
no-file = That file is no longer there, or it is not for you to see.
file-missing-too-big = not kept: too large
file-missing-too-much = not kept: too much at once
file-missing-too-many = not kept: too many at once
file-missing-not-allowed = not kept: this kind is not taken
file-missing-unreadable = not kept: it could not be read
file-missing-empty = not kept: it was empty
file-missing-gone = no longer here
