# The pages of the local workspace.

title = Loket
people-title = Who are you today?
people-intro = This is a helpdesk on your own machine. Put on somebody's hat and try it: ask as an employee, then change hats and help as an agent. You can change at any time, and two tabs can be two people.
people-start = New here? Be { $name } first and write "my vpn keeps dropping".
people-nobody = The desk file names nobody yet. Add a [[people]] entry to desk.toml and reload this page.
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
edit = Edit message
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
js-edit = Edit the message
js-save = Save
js-cancel = Cancel
js-theme-light = Theme: light
js-theme-dark = Theme: dark

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
js-theme-system = Theme: auto

language = Language
language-en = English
language-nl = Nederlands
service-desk = service desk
signed-in = signed in
my-menu = Browsers and signing out
sessions = Where I am signed in
sessions-lead = Every browser you are signed in with. A session ends by itself after three days without use, and after two weeks in any case. Sign out whatever you do not recognise.
sessions-some-browser = Some browser
sessions-this = this browser
sessions-since = signed in
sessions-seen = last used
sessions-end-one = Sign out { $browser }
sessions-end-all = Sign out everywhere
sign-out = Sign out
sign-in-title = Sign in to Loket
sign-in-step-1 = Write to the helpdesk bot in your chat:
sign-in-step-2 = It sends you a link that only you can see.
sign-in-step-3 = Open the link within ten minutes.
sign-in-no-password = There is no password to remember, and none to lose.
sign-in-hello = Hello { $name }
sign-in-once = This link signs this browser in. It works once.
sign-in-as = Sign in as { $name }
sign-in-not-you = Not { $name }? Then close this page: the link was meant for somebody else.
signed-out = You are not signed in with this browser, or it was too long ago.
signed-out-now = You are signed out. Sign in again to go on; nothing you typed is lost.
left = You are signed out of this browser.
link-unknown = This link is not one of ours, or it was cut off on the way. Ask for a new one.
link-used = This link has been used already, and each works only once. If it was not you who used it, sign out everywhere with “web sign-out” and ask for a new one.
link-expired = This link is more than ten minutes old and no longer works. Ask for a new one.
link-too-many = Too many links that do not work came from where you are. Wait ten minutes and ask for a new one.
link-elsewhere = Another site tried to sign this browser in, so nothing was done. Open the link from your chat instead.
away-title = The desk is away for a moment
away = Its database does not answer right now. Nothing is lost; please try again in a moment.
away-again = Try again
problem-title = That did not work
js-signed-out = You are signed out. Reload the page to sign in again.

board = Board
requests = My requests
search = Search
fresh = new words
with-owner = with { $name }
with-nobody = nobody yet
offered = offered to you
priority-urgent = urgent
priority-high = high
state-new = New
state-open = In hand
state-waiting = Waiting
state-hold = On hold
state-resolved = Resolved
lane-empty-new = Nothing new. Well done.
lane-empty-open = Nobody has anything in hand.
lane-empty-waiting = Nobody owes us a word.
lane-empty-hold = Nothing is on hold.
lane-empty-resolved = Nothing was resolved lately.
board-count =
    { $count ->
        [0] No tickets
        [one] 1 ticket
       *[other] { $count } tickets
    }
board-empty = Nothing is waiting
board-empty-more = When somebody asks your teams for help, their ticket appears here by itself. Until then: enjoy the quiet.
board-empty-filtered = Nothing fits these filters
board-empty-filtered-more = There may be tickets that they hide.
board-more = Only the first 400 tickets are shown. Choose a team to see the rest.
filters = Filters
filter-queue = Team
filter-all-queues = All my teams
filter-whose = Whose
filter-words = Words
filter-words-hint = Number, subject or name
filter-apply = Apply
filter-none = Show everything
filter-nothing = No card on this board has those words.
whose-all = Everybody's
whose-mine = Mine
whose-nobody = Nobody's yet
whose-offered = Offered to us
ask-title = Ask for help
ask-hint = Write it the way you would say it to a colleague
ask-send = Ask
requests-empty = You have not asked anything yet
requests-empty-more = What you ask, here or in chat, is listed on this page with everything that happened to it.
page-newer = Newer
page-older = Older
search-for = Search requests and articles
search-hint = Search requests and articles
search-nothing = Nothing found for “{ $words }”
search-nothing-more = Try fewer or other words. Only what you may see is searched.
search-tickets =
    { $count ->
        [one] 1 ticket
       *[other] { $count } tickets
    }
search-articles =
    { $count ->
        [one] 1 article
       *[other] { $count } articles
    }
search-filters = Filters you can add
search-filter-from = asked by somebody; from:me for your own
search-filter-queue = of one team
search-filter-status = new, open, waiting, resolved or closed
search-filter-before = asked before that long ago, or before 2026-11-01
ticket-actions = What you can do
ticket-compose = Who reads it
mode-reply = Reply
mode-note = Note for agents
ticket-write = Reply to the requester
ticket-write-note = Write a note that only agents see
ticket-add = Add something for the team
ticket-compose-hint = Enter sends. Start with / for a command, such as /assign @mila or /snooze 2h
timeline = What happened
note-inside = agents only
keys = Keyboard shortcuts
keys-help = this list
keys-search = search; in a conversation: commands
keys-move = next, previous
keys-across = column to the left, to the right
keys-open = open what is chosen
keys-up = back to the list
keys-board = go to the board
keys-requests = go to my requests
keys-kb = go to the knowledge base
keys-direct = go to my line with Loket
keys-claim = claim
keys-reply = reply
keys-note = note
keys-handoff = hand off
keys-resolve = resolve
keys-close = close what is open
no-board = The board is for people who handle tickets. What you asked is under “My requests”.
js-sent = Sent.
js-asked = Thank you. The answer comes to you in chat.
walked = The script that was walked through

demo-title = The time machine
demo-offer = See a desk with two weeks behind it
demo-offer-more = This desk is empty. The time machine plays two weeks of believable traffic through the real desk: Monday peaks, an outage, quick and slow answers, in two languages. It takes about a minute, and then you can look around and join in.
demo-play = Play two weeks
demo-playing = Two weeks are being played, every question through the real desk. It takes about a minute.
demo-progress = Played so far
demo-open = Two weeks have been played. You can look around in them and do anything you like there.
demo-go = Go to the demo desk
demo-failed = That did not work; the terminal in which the desk runs says why. Perhaps another desk has var/demo.db open.
demo-not-empty = This desk has requests of its own now, so the demo is no longer offered here. Type “loket demo” in a terminal to play it anyway.
demo-apart = The demo desk has a database and an address of its own. Nothing of it comes into your desk, and nothing of your desk goes there. It is closed together with this one.
demo-back = Back to my desk
demo-close = Close the demo
demo-strip = Demo desk: everything here is made up.
demo-strip-back = Back to my own desk
export = Save the whole ticket (zip)
earlier-words = It said before,

## Knowledge base

kb-search = Search the knowledge base
kb-teams = Teams
kb-all = All
kb-guided = 🧭 step by step
kb-overdue = Check again
kb-counts = seen { $views } · 👍 { $helped } · 👎 { $not }
kb-nothing = No article fits “{ $words }”
kb-nothing-more = Try other words, or ask: somebody will answer, and perhaps write the article.
kb-none = There are no articles for you here
kb-none-more = Articles are files in the folder of the knowledge base, or drafts made from resolved tickets.
kb-ask-people = Ask the service desk
kb-drafts = Drafts
kb-drafts-more = Made from resolved tickets; not answered with until they are published.
kb-drafts-none = No drafts
kb-drafts-how = Make one from a resolved ticket: press “📖 Make an article” on its card, or type /kb draft #7.
kb-state-draft = Draft
kb-state-published = Published
kb-state-retired = Taken away
kb-step = Step { $number }
kb-end-solved = Solved
kb-end-ticket = A colleague takes over
kb-end-article = Another article
kb-steps = Step by step
kb-steps-more = Press “Ask about this” and then “Step by step” to be walked through it; this is the whole map.
kb-checked = Checked on
kb-owner = kept by { $name }
kb-helped = Did this help?
kb-yes = It helped
kb-no = It did not
kb-about = Ask about this
kb-about-more = It starts a conversation that begins with this article; a colleague joins when you still need help.
kb-keeping = For those who keep it
kb-check-by = To be checked again by { $day }.
kb-file = The text is a file:
kb-in-database = The text was written here.
kb-verify = Still right
kb-edit = Edit
kb-read = Read it
kb-figures = What is behind the numbers
kb-votes = { $helped } helped, { $not } did not
kb-votes-none = Nobody has said anything about it yet.
kb-vote-answer = said of an answer you may not see
kb-vote-page = said on this page
kb-views = Seen { $views ->
    [one] once
   *[other] { $views } times
}
kb-views-none = Nobody has seen it yet.
kb-day = Day
kb-how = How
kb-times = Times
kb-how-answer = sent as an answer
kb-how-chat = looked up in chat
kb-how-page = read on this page
kb-version = Version { $version }
kb-history = History
kb-changes = What changed with version { $version }
kb-why-drafted = { $who } made the draft
kb-why-edited = { $who } edited it
kb-why-restored = { $who } brought an earlier text back
kb-restore = Bring back
kb-may-not = You can read this draft. Its owner or who leads the team can change and publish it.
kb-from-ticket = Drafted from
kb-look-again = Personal data has been taken out by machine: please read it once with that in mind.
kb-title = Title
kb-questions = Phrasings
kb-questions-hint = 4 to 12, one on a line, as people really type them.
kb-answer = Answer
kb-answer-hint = Markdown. The short answer first, then the steps. A guided script may follow at the end.
kb-tags = Tags
kb-audience = Who may read it
kb-owner-label = Kept by
kb-preview = Preview
kb-save = Save
kb-publish = Publish
kb-retire = Take away
kb-translate = Write it in { $language } too
kb-translate-more = An article is only complete in every language the desk speaks; until then it cannot be exported to a file.
kb-done-translated = This draft begins with the text of the other language. Translate it here.
kb-newer = What was saved meanwhile
kb-flaw = Line { $line }:
kb-done-helped = Thank you, that counts.
kb-done-not = Thank you. Its owner will see it. Do you still need help? Press “Ask about this”.
kb-done-verify = Marked as checked today, good for a year.
kb-done-saved = Saved.
kb-done-published = Published. It is answered with from now on.
kb-done-retired = Taken away. Nobody is answered with it; its history is kept.
kb-done-restored = The earlier text is back as the newest draft. Publish it when it is right.
no-article = There is no such article, or it is not for you.
