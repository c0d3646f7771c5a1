"""Writing, commanding, pressing, filling in, taking back."""

from bot.model.content import Button, Buttons, Content, Text
from bot.model.effects import Mark, Post
from bot.model.forms import Field, Form
from bot.model.inbound import (
    Accepted,
    ButtonPressed,
    CommandGiven,
    FormErrors,
    FormSubmitted,
    MessageDeleted,
    MessageEdited,
    MessageReceived,
    Refused,
    Unavailable,
)
from bot.model.places import Conversation
from bot.ports import Delivery
from tests.adapters.web.conftest import Workspace
from tests.adapters.web.fakes import sentence


async def test_a_message_reaches_the_desk_and_is_shown(workspace: Workspace) -> None:
    answer = await workspace.write("my vpn keeps dropping")
    assert answer.json() == {"said": [], "form": ""}
    [seen] = workspace.receive.seen
    assert isinstance(seen, MessageReceived)
    assert (seen.key, seen.message_id) == ("web:ana:client-id-0001", "m-ana-client-id-0001")
    assert seen.direct and not seen.mention
    assert seen.where == Conversation("web", "dm-ana", None)
    assert "my vpn keeps dropping" in await workspace.page("/as/ana/c/dm-ana")


async def test_the_same_message_sent_again_is_shown_once(workspace: Workspace) -> None:
    first, second = await workspace.write("hello there"), await workspace.write("hello there")
    assert first.status_code == second.status_code == 200
    assert len({one.key for one in workspace.receive.seen}) == 1
    assert len(workspace.posts.posts) == 1


async def test_chatter_is_shown_but_never_stored(workspace: Workspace) -> None:
    workspace.receive.outcome = Accepted(kept=False)
    await workspace.write("anyone for lunch?", channel="it-triage", by="mila")
    await workspace.write("anyone for lunch?", channel="it-triage", by="mila")
    assert workspace.posts.posts == {}
    page = await workspace.page("/as/mila/c/it-triage")
    assert page.count(">anyone for lunch?</div>") == 1


async def test_a_mention_is_stripped_and_told(workspace: Workspace) -> None:
    await workspace.write("@Loket: claim #7", channel="help")
    [seen] = workspace.receive.seen
    assert isinstance(seen, MessageReceived)
    assert seen.mention and seen.text == "claim #7" and not seen.direct
    assert "@Loket: claim #7" in await workspace.page("/as/ana/c/help")


async def test_a_command_is_told_as_one_and_leaves_no_post(workspace: Workspace) -> None:
    await workspace.write("/Handoff #1 it-network  needs a look", channel="it-triage", by="mila", thread="m-root")
    [seen] = workspace.receive.seen
    assert isinstance(seen, CommandGiven)
    assert (seen.name, seen.text) == ("handoff", "#1 it-network  needs a look")
    assert seen.where == Conversation("web", "it-triage", "m-root")
    assert workspace.posts.posts == {}


async def test_a_path_is_no_command(workspace: Workspace) -> None:
    await workspace.write("/etc/hosts is empty")
    assert isinstance(workspace.receive.seen[0], MessageReceived)


async def test_refused_is_told_privately_and_the_post_is_not_kept(workspace: Workspace) -> None:
    workspace.receive.outcome = Refused(sentence("not in this channel"))
    answer = (await workspace.write("hello", channel="help")).json()
    assert answer["refused"] and "not in this channel" in answer["said"][0]
    assert "Only you can see this" in answer["said"][0]
    assert workspace.posts.posts == {}


async def test_unavailable_is_not_acknowledged(workspace: Workspace) -> None:
    workspace.receive.outcome = Unavailable(sentence("try again in a moment"))
    answer = await workspace.write("hello")
    assert answer.status_code == 503
    assert answer.json() == {"problem": "try again in a moment", "again": True}
    assert workspace.posts.posts == {}
    workspace.receive.outcome = Accepted()
    assert (await workspace.write("hello")).status_code == 200
    assert len(workspace.posts.posts) == 1


async def test_an_unexpected_error_is_a_sentence_and_may_be_tried_again(workspace: Workspace) -> None:
    workspace.receive.outcome = RuntimeError("secret detail")
    answer = await workspace.write("hello")
    assert answer.status_code == 500 and answer.json()["again"]
    assert "secret" not in answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


async def test_a_form_opens_and_says_what_is_wrong_with_it(workspace: Workspace) -> None:
    fields = (Field("queue", "To whom", "choice", choices=(("net", "<Network>"),)), Field("why", "Why", "long"))
    workspace.receive.outcome = Accepted(form=Form("handoff", "r1", "Hand off", "Send", fields))
    body = {"id": "press-id-0001", "action": "handoff", "subject": "r1"}
    answer = (await workspace.act("/as/mila/c/it-triage/press", body)).json()
    pressed = workspace.receive.seen[-1]
    assert isinstance(pressed, ButtonPressed) and (pressed.action, pressed.subject) == ("handoff", "r1")
    assert "<dialog" in answer["form"] and "&lt;Network&gt;" in answer["form"]

    workspace.receive.outcome = FormErrors({"why": "Say why."})
    body = {"id": "form-id-00001", "name": "handoff", "subject": "r1", "values": {"queue": "net", "why": " \x00"}}
    answer = (await workspace.act("/as/mila/c/it-triage/form", body)).json()
    assert answer == {"errors": {"why": "Say why."}}
    submitted = workspace.receive.seen[-1]
    assert isinstance(submitted, FormSubmitted) and submitted.values == {"queue": "net", "why": ""}


async def test_private_words_may_carry_buttons(workspace: Workspace) -> None:
    content = Content((Text("Send it to #9?"), Buttons((Button("send", "d1", "Yes"),))), "Send it?")
    workspace.receive.outcome = Accepted(said=(content,))
    answer = (await workspace.write("#9 try again", channel="help")).json()
    assert 'data-action="send"' in answer["said"][0] and 'data-subject="d1"' in answer["said"][0]


async def test_own_post_is_taken_back(workspace: Workspace) -> None:
    await workspace.write("oops")
    body = {"id": "delete-id-01", "post": "m-ana-client-id-0001"}
    assert (await workspace.act("/as/ana/c/dm-ana/delete", body)).status_code == 200
    assert isinstance(workspace.receive.seen[-1], MessageDeleted)
    assert ">oops<" not in await workspace.page("/as/ana/c/dm-ana")
    assert (await workspace.client.get("/as/ana/c/dm-ana/post?post=m-ana-client-id-0001")).text == ""


async def test_own_post_is_edited(workspace: Workspace) -> None:
    await workspace.write("oops")
    body = {"id": "edit-id-0001", "post": "m-ana-client-id-0001", "text": "@loket the printer"}
    assert (await workspace.act("/as/ana/c/dm-ana/edit", body)).status_code == 200
    edit = workspace.receive.seen[-1]
    assert isinstance(edit, MessageEdited)
    assert (edit.key, edit.text, edit.mention, edit.direct) == ("web:ana:edit-id-0001", "the printer", True, True)
    page = await workspace.page("/as/ana/c/dm-ana")
    assert ">oops<" not in page and ">@loket the printer<" in page and ">edited<" in page


async def test_an_edit_that_is_refused_leaves_the_post_as_it_was(workspace: Workspace) -> None:
    await workspace.write("fine")
    workspace.receive.outcome = Refused(sentence("An edit does no command."))
    body = {"id": "edit-id-0001", "post": "m-ana-client-id-0001", "text": "!resolve"}
    answer = (await workspace.act("/as/ana/c/dm-ana/edit", body)).json()
    assert answer["refused"] and "no command" in answer["said"][0]
    assert ">fine<" in await workspace.page("/as/ana/c/dm-ana")


async def test_somebody_elses_post_is_not_edited_nor_one_emptied(workspace: Workspace) -> None:
    await workspace.write("mine", channel="help")
    before = len(workspace.receive.seen)
    body = {"id": "edit-id-0001", "post": "m-ana-client-id-0001", "text": "hers"}
    assert (await workspace.act("/as/mila/c/help/edit", body)).status_code == 404
    assert (await workspace.act("/as/ana/c/help/edit", body | {"text": " "})).status_code == 422
    assert len(workspace.receive.seen) == before


async def test_somebody_elses_post_is_not_taken_back(workspace: Workspace) -> None:
    await workspace.write("mine", channel="help")
    before = len(workspace.receive.seen)
    body = {"id": "delete-id-01", "post": "m-ana-client-id-0001"}
    assert (await workspace.act("/as/mila/c/help/delete", body)).status_code == 404
    assert len(workspace.receive.seen) == before
    assert ">mine<" in await workspace.page("/as/ana/c/help")


async def test_a_mark_that_comes_before_the_post_is_kept(workspace: Workspace) -> None:
    async def marked() -> None:
        where = Conversation("web", "it-triage", "m-root")
        await workspace.platform.deliver(Delivery(where, Mark("m-mila-client-id-0001", "✉️")), "key-1")

    workspace.receive.meanwhile = marked
    await workspace.write("try this", channel="it-triage", by="mila", thread="m-root")
    assert workspace.posts.posts["m-mila-client-id-0001"].marks == ("✉️",)


async def test_an_answer_delivered_before_the_post_stands_under_it(workspace: Workspace) -> None:
    async def answered() -> None:
        where = Conversation("web", "dm-ana", "m-ana-client-id-0001")
        await workspace.platform.deliver(Delivery(where, Post(sentence("turn it off and on"))), "key-1")

    workspace.receive.meanwhile = answered
    await workspace.write("it is broken")
    page = await workspace.page("/as/ana/c/dm-ana")
    assert page.index("it is broken") < page.index("turn it off and on")


async def test_two_people_with_the_same_client_made_id_send_two_messages(workspace: Workspace) -> None:
    await workspace.write("hello from ana", channel="help", by="ana")
    await workspace.write("hello from mila", channel="help", by="mila")
    assert len({seen.key for seen in workspace.receive.seen}) == 2
    page = await workspace.page("/as/ana/c/help")
    assert "hello from ana" in page and "hello from mila" in page


async def test_the_bot_is_mentioned_wherever_its_name_stands(workspace: Workspace) -> None:
    await workspace.write("Hi @loket, my vpn drops", channel="help")
    [seen] = workspace.receive.seen
    assert seen.mention and seen.text == "Hi my vpn drops"
