"""What the desk and people say, as HTML that cannot run."""

import pytest

from adapters.web import render
from adapters.web.words import keys, languages, phrases
from bot.model.content import Content, Fields, Heading, Quote, Small, Table, Text, escape, person_link, ticket_link
from bot.model.effects import Post
from bot.model.people import Account
from bot.model.places import Conversation
from bot.ports import Completion, Delivery, Room
from tests.adapters.web.conftest import Workspace
from tests.adapters.web.fakes import LOOKER, sentence, ticket_seven

NASTY = "<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1)) &amp;"


async def test_what_people_type_is_shown_and_never_interpreted(workspace: Workspace) -> None:
    await workspace.write(NASTY)
    page = await workspace.page("/as/ana/c/dm-ana")
    assert "&lt;img src=x onerror=alert(1)&gt; **bold** [x](javascript:alert(1)) &amp;amp;" in page
    assert "<img" not in page


async def test_what_people_type_is_safe_inside_what_the_desk_says(workspace: Workspace) -> None:
    content = Content(
        (
            Heading(NASTY),
            Text(escape(NASTY)),
            Small(escape(NASTY)),
            Quote(NASTY, NASTY),
            Fields(((NASTY, escape(NASTY)),)),
            Table((NASTY,), ((escape(NASTY),),)),
        ),
        NASTY,
    )
    await workspace.platform.deliver(Delivery(Conversation("web", "help"), Post(content)), "post-1")
    page = await workspace.page("/as/ana/c/help")
    assert "<img" not in page and 'href="javascript' not in page and "<strong>bold" not in page
    assert page.count("&lt;img") >= 6


@pytest.mark.parametrize(
    "markdown",
    ["<b>raw</b>", "<script>x</script>", "![p](https://example.org/p.png)", "[x](data:text/html,x)", "[x](//evil)"],
)
def test_commonmark_has_no_html_no_images_and_no_other_schemes(markdown: str) -> None:
    html = render.block(markdown, LOOKER)
    assert "<b>" not in html and "<script" not in html and "<img" not in html
    assert "data:" not in html.replace("(data:", "") and 'href="//' not in html


def test_links_leave_safely() -> None:
    html = render.inline("[guide](https://example.org/?a=1&b=2)", LOOKER)
    expected = '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">guide</a>'
    assert html == expected


def test_our_own_schemes_become_mentions_tickets_and_times() -> None:
    assert render.inline(person_link("mila", "Mila"), LOOKER) == '<span class="mention">Mila</span>'
    assert 'class="mention mention-me"' in render.inline(person_link("ana", "Ana"), LOOKER)
    assert 'href="/as/ana/t/7"' in render.inline(ticket_link(7), LOOKER)
    html = render.inline("[Mon 14:05](time:2026-11-23T13:05:00Z)", LOOKER)
    assert html == '<time datetime="2026-11-23T13:05:00Z" data-local="moment">Mon 14:05</time>'


def test_web_addresses_in_what_people_type_are_links() -> None:
    html = render.typed('see https://example.org/a?b=<c>&d, and "quotes"')
    assert 'href="https://example.org/a?b="' in html
    assert "&lt;c&gt;&amp;d" in html and "&#34;quotes&#34;" in html


@pytest.mark.parametrize(("light", "tone"), [("🔴", "new"), ("🟠", "open"), ("🟢", "resolved"), ("⚫", "closed")])
def test_a_cards_edge_has_the_colour_of_its_state(light: str, tone: str) -> None:
    assert render.tone(Content((Heading("#1"), Fields((("Status", f"{light} word"),))), "")) == tone


def test_a_message_without_a_state_is_no_card() -> None:
    assert render.tone(Content((Fields((("Team", "IT"),)),), "")) is None


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same_things(language: str) -> None:
    assert keys(language) == keys("en")
    phrases(language)


async def test_pages_speak_the_viewers_language(workspace: Workspace) -> None:
    workspace.desk.languages["mila"] = "nl"
    assert "Hier ziet het team nieuwe meldingen" in await workspace.page("/as/mila/c/it-triage")
    assert 'lang="nl"' in await workspace.page("/as/mila/c/it-triage")
    assert "This is where colleagues ask for help" in await workspace.page("/as/ana/c/help")


async def test_people_are_shown_with_what_they_do(workspace: Workspace) -> None:
    page = await workspace.page("/")
    assert "Ana Souza" in page and "Sales" in page and 'href="/as/mila"' in page


async def test_names_and_channels_may_hold_anything(workspace: Workspace) -> None:
    workspace.desk.people.append((Account("web", "o'x", "<O'Brien>"), ""))
    workspace.desk.rooms_of["o'x"] = [Room("a&b ç", "help", "<x>")]
    assert "&lt;O&#39;Brien&gt;" in await workspace.page("/")
    page = await workspace.page("/as/o'x/c/a&b%20%C3%A7")
    assert "<O'Brien>" not in page and "<x>" not in page


async def test_sixty_posts_and_then_the_earlier_ones(workspace: Workspace) -> None:
    for number in range(130):
        where = Conversation("web", "help")
        await workspace.platform.deliver(Delivery(where, Post(sentence(f"number {number}."))), f"post-{number}")
    page = await workspace.page("/as/ana/c/help")
    assert page.count('class="post"') == 60 and "number 70." in page and "number 69." not in page
    seen = page
    for expected in (60, 10):
        before = seen.split("posts?before=")[1].split('"')[0]
        seen = await workspace.page(f"/as/ana/c/help/posts?before={before}")
        assert seen.count('class="post"') == expected
    assert "Show earlier" not in seen


async def test_replies_are_counted_in_a_channel_and_shown_in_a_direct_message(workspace: Workspace) -> None:
    for channel in ("help", "dm-ana"):
        await workspace.write("a question", channel=channel, id=f"question-{channel}")
        where = Conversation("web", channel, f"m-ana-question-{channel}")
        await workspace.platform.deliver(Delivery(where, Post(sentence("an answer"))), f"answer-{channel}")
    help_page, direct = await workspace.page("/as/ana/c/help"), await workspace.page("/as/ana/c/dm-ana")
    assert "1 reply" in help_page and "an answer" not in help_page
    assert "an answer" in direct
    deep = await workspace.page("/as/ana/c/help?thread=m-ana-question-help")
    assert "an answer" in deep and 'data-panel-kind="thread"' in deep


async def test_a_new_post_elsewhere_is_unread_until_it_is_looked_at(workspace: Workspace) -> None:
    await workspace.page("/as/mila/c/it-triage")
    await workspace.platform.deliver(Delivery(Conversation("web", "it-triage"), Post(sentence("a ticket"))), "card-1")
    unread = 'class="channel is-unread"'
    assert unread in await workspace.page("/as/mila/c/help")
    assert unread not in await workspace.page("/as/ana/c/help")
    await workspace.page("/as/mila/c/it-triage")
    assert unread not in await workspace.page("/as/mila/c/help")


async def test_a_ticket_is_shown_to_whom_the_desk_allows(workspace: Workspace) -> None:
    workspace.desk.tickets["mila", 7] = ticket_seven()
    assert "all about seven" in await workspace.page("/as/mila/t/7")
    assert "<html" not in await workspace.page("/as/mila/t/7?part=panel")
    assert (await workspace.client.get("/as/ana/t/7")).status_code == 404


async def test_completions_come_from_the_desk(workspace: Workspace) -> None:
    workspace.desk.completions = [Completion("/claim ", "Take a ticket"), Completion("/kb ", "Search")]
    response = await workspace.client.get("/as/mila/c/it-triage/complete?typed=/c")
    assert response.json() == [{"text": "/claim ", "hint": "Take a ticket"}]


def test_articles_point_at_each_other_through_the_desks_own_button() -> None:
    html = render.inline("see [VPN will not connect](article:vpn-no-connection)", LOOKER)
    assert 'data-action="read" data-subject="vpn-no-connection"' in html
    assert html.endswith(">VPN will not connect</button>")


def test_a_cards_heading_leads_to_its_timeline() -> None:
    html = render.heading("#12 <b>broken</b>", LOOKER)
    assert 'href="/as/ana/t/12"' in html and html.endswith("#12</a> &lt;b&gt;broken&lt;/b&gt;")
    assert render.heading("no number", LOOKER) == "no number"
