"""Links, sessions and cookies of the public listener, with a real desk behind it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.policy.sessions import hashed, page_of_ours
from bot.ports import Guest
from tests.adapters.web.guests import HOME, Browser, Doorstep, doorstep


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Doorstep]:
    async with doorstep(tmp_path) as step:
        yield step


def move(desk: Doorstep, **span: float) -> None:
    desk.clock.move_to(desk.clock.now() + timedelta(**span))


async def test_a_link_is_only_used_up_by_the_button(desk: Doorstep) -> None:
    browser, link = desk.browser(), await desk.link("ana")
    for _ in range(3):  # chat platforms look at links before people do
        page = await desk.browser().get(link)
        assert page.status_code == 200 and "Sign in as Ana Souza" in page.text
        assert "set-cookie" not in page.headers
    entered = await browser.post(link)
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert (await browser.get("/")).headers["location"] == "/requests"
    assert "Ana Souza" in (await browser.get("/requests")).text


async def test_the_cookie_is_for_this_site_alone(desk: Doorstep) -> None:
    entered = await desk.browser().post(await desk.link("ana"))
    cookie = entered.headers["set-cookie"]
    assert cookie.startswith("__Host-loket=")
    for flag in ("HttpOnly", "Secure", "Path=/", "SameSite=lax", "Max-Age=1209600"):
        assert flag in cookie
    assert "Domain" not in cookie


async def test_without_https_the_cookie_says_so(tmp_path: Path) -> None:
    async with doorstep(tmp_path, "http://desk.example.org") as desk:
        token = desk.running.desk().ids.secret()
        entered = await desk.browser("http://desk.example.org").get(f"/sign-in/{token}")
        assert entered.status_code == 404 and "strict-transport-security" not in entered.headers
        assert not desk.site.secure and desk.site.cookie == "loket_session_8766"


async def test_a_used_link_says_so_to_whoever_comes_with_it(desk: Doorstep) -> None:
    browser, link = desk.browser(), await desk.link("ana")
    await browser.post(link)
    thief = desk.browser()
    for answer in (await thief.get(link), await thief.post(link)):
        assert answer.status_code == 410 and "used already" in answer.text
        assert "set-cookie" not in answer.headers
    assert (await thief.get("/requests")).status_code == 401
    assert (await browser.get(link)).headers["location"] == "/"  # one's own browser is let through


async def test_an_old_link_and_one_that_never_was_say_so(desk: Doorstep) -> None:
    browser, link = desk.browser(), await desk.link("ana")
    move(desk, minutes=10)
    for answer in (await browser.get(link), await browser.post(link)):
        assert answer.status_code == 410 and "ten minutes" in answer.text
    for made_up in ("/sign-in/abc", link[:-1], link + "x", "/sign-in/" + "x" * 5000, "/sign-in/%00%ff"):
        assert (await browser.get(made_up)).status_code == 404
        assert (await browser.post(made_up)).status_code == 404
    assert (await browser.get("/requests")).status_code == 401


async def test_two_browsers_at_once_with_one_link_and_one_gets_in(desk: Doorstep) -> None:
    link = await desk.link("ana")
    answers = [await desk.browser().post(link) for _ in range(2)]
    assert sorted(answer.status_code for answer in answers) == [303, 410]


async def test_another_site_cannot_sign_a_browser_in(desk: Doorstep) -> None:
    link = await desk.link("ana")
    for header in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        answer = await desk.browser().post(link, **header)
        assert answer.status_code == 403 and "set-cookie" not in answer.headers
    assert (await desk.browser().post(link)).status_code == 303  # it was not used up


async def test_a_session_fixed_beforehand_is_worth_nothing(desk: Doorstep) -> None:
    victim = desk.browser()
    victim.client.cookies.set("__Host-loket", "planted", domain="desk.example.org")
    await victim.post(await desk.link("ana"))
    assert {cookie.value for cookie in victim.client.cookies.jar} != {"planted"}
    thief = desk.browser()
    thief.client.cookies.set("__Host-loket", "planted", domain="desk.example.org")
    assert (await thief.get("/requests")).status_code == 401


async def test_signing_in_again_ends_the_session_this_browser_had(desk: Doorstep) -> None:
    browser = await desk.signed_in("ana")
    old = browser.client.cookies["__Host-loket"]
    await browser.post(await desk.link("joris"))
    assert "Joris de Wit" in (await browser.get("/requests")).text
    other = desk.browser()
    other.client.cookies.set("__Host-loket", old, domain="desk.example.org")
    assert (await other.get("/requests")).status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "x" * 10_000, "a b;c", '"', "%00", "ana", "secret"])
async def test_forged_cookies_are_nobody(desk: Doorstep, cookie: str) -> None:
    await desk.signed_in("ana")
    answer = await desk.browser().client.get("/requests", headers={"Cookie": f"__Host-loket={cookie}"})
    assert answer.status_code == 401
    assert "not signed in" in answer.text and "/ticket web" in answer.text


async def test_a_session_ends_without_use_and_in_any_case(desk: Doorstep) -> None:
    idle, busy = await desk.signed_in("ana"), await desk.signed_in("ana")
    for _ in range(6):
        move(desk, days=2.2)
        assert (await busy.get("/requests")).status_code == 200
    assert (await idle.get("/requests")).status_code == 401
    move(desk, days=1)
    assert (await busy.get("/requests")).status_code == 401


async def test_browsers_are_listed_and_signed_out_one_by_one(desk: Doorstep) -> None:
    here, there = await desk.signed_in("ana"), await desk.signed_in("ana")
    stranger = await desk.signed_in("joris")
    page = (await here.get("/sessions")).text
    assert page.count("Firefox, Linux") >= 2 and "this browser" in page
    sessions = await desk.site.door.sessions(await _guest(desk, there))
    mine = await _guest(desk, here)
    [other] = [one.id for one in sessions if one.id != mine.session.id]
    refused = await stranger.post("/sign-out", {"csrf": await stranger.token(), "session": other})
    assert refused.status_code == 303 and (await there.get("/requests")).status_code == 200  # not theirs to end
    await here.post("/sign-out", {"csrf": await here.token(), "session": other})
    assert (await there.get("/requests")).status_code == 401
    assert (await here.get("/requests")).status_code == 200
    left = await here.post("/sign-out", {"csrf": await here.token()})
    assert left.headers["location"] == "/sign-in?left" and 'loket=""' in left.headers["set-cookie"]
    assert (await here.get("/requests")).status_code == 401


async def test_web_sign_out_in_chat_ends_browsers_at_once(desk: Doorstep) -> None:
    one, two, joris = [await desk.signed_in(who) for who in ("ana", "ana", "joris")]
    assert "Firefox" in str(await desk.say("ana", "web sessions"))
    await desk.say("ana", "web sign-out 1")
    assert sorted([(await one.get("/requests")).status_code, (await two.get("/requests")).status_code]) == [200, 401]
    await desk.say("ana", "web sign-out")
    assert [(await browser.get("/requests")).status_code for browser in (one, two, joris)] == [401, 401, 200]


async def test_nothing_that_was_posted_counts_without_the_sessions_own_token(desk: Doorstep) -> None:
    ana, joris = await desk.signed_in("ana"), await desk.signed_in("joris")
    for sent in ("", "made-up", await joris.token()):
        assert (await ana.post("/sign-out", {"csrf": sent, "session": "all"})).status_code == 403
        assert (await ana.post("/do/language", {"csrf": sent, "language": "nl"})).status_code == 403
        answer = await ana.do("send", {"text": "/ticket new hello"}, **{"X-CSRF-Token": sent})
        assert answer.status_code == 403
    own = await ana.token()
    for header in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}):
        assert (await ana.post("/sign-out", {"csrf": own}, **header)).status_code == 403
        assert (await ana.do("send", {"text": "/ticket new hello"}, **header)).status_code == 403
    assert (await ana.get("/requests")).status_code == 200
    assert "hello" not in (await ana.get("/requests")).text


async def test_who_tries_many_links_has_to_wait(desk: Doorstep) -> None:
    browser, link = desk.browser(), await desk.link("ana")
    answers = [(await browser.get(f"/sign-in/guess{n}")).status_code for n in range(22)]
    assert answers == [404] * 20 + [429] * 2
    assert "Wait ten minutes" in (await browser.post(link)).text
    move(desk, minutes=9)
    assert (await browser.get(link)).status_code == 429
    move(desk, minutes=2)
    assert (await browser.get(link)).status_code == 410  # too late by now, and said so


async def test_tokens_are_kept_nowhere(desk: Doorstep, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    link = await desk.link("ana")
    browser = desk.browser()
    await browser.post(link)
    token = browser.client.cookies["__Host-loket"]
    await browser.get("/requests")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"Ana Souza" in kept
    out = "".join(capfd.readouterr())
    for secret in (link.rpartition("/")[2], token):
        assert secret.encode() not in kept and secret not in out


async def test_who_left_the_desk_file_is_signed_out(desk: Doorstep) -> None:
    browser, link = await desk.signed_in("wim"), await desk.link("wim")
    now = desk.running.desk
    now.desk = replace(now.desk, rules=now.desk.rules.model_copy(update={"people": ()}))
    assert (await browser.get("/requests")).status_code == 401
    assert (await desk.browser().post(link)).status_code == 404


async def test_a_link_leads_where_it_was_asked_for(desk: Doorstep) -> None:
    assert desk.site.url == HOME
    link = await desk.link("ana")
    async with desk.running.storage("main") as tx:
        stored = await tx.sessions.link(hashed(link.rpartition("/")[2]))
        assert stored is not None and stored.to == "/"
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "/x?y=//z"):
        assert page_of_ours(elsewhere) == "/"
    assert page_of_ours("/t/7") == "/t/7"


async def _guest(desk: Doorstep, browser: Browser) -> Guest:
    guest = await desk.site.door.guest(browser.client.cookies["__Host-loket"])
    assert guest is not None
    return guest
