import os
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="1"
import pytest
from datetime import timedelta, datetime, UTC
from playwright.sync_api import sync_playwright
from axe_playwright_python.sync_playwright import Axe
from forthright.core.challenge import commands as C
from forthright.core.challenge.codes import *
from forthright.record import clock, queries
from forthright.web.acts import ACTS
from django.utils import timezone
ARGS=["--no-sandbox","--disable-quic","--disable-background-networking","--disable-component-update","--disable-sync"]
RULES={"runOnly":["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}
@pytest.mark.django_db(transaction=True)
def test_look(town, live_server, client):
    now=timezone.now(); past=now-timedelta(days=1)
    D=town.does
    a=town.raises(now=past)   # fresh
    b=town.raises(now=past)   # busy
    D("amir",b,C.Acknowledge(),past); D("rosa",b,C.GivePerspective(rating=3,words={"view":"She is alone too often. Nobody answers the door.","change_mind":"A home visit that finds an adult there after school."}),past)
    D("amir",b,C.GivePerspective(rating=7,words={"view":"We visited in September and saw food and an aunt.","change_mind":"Two more entries in the gate log."}),past)
    D("amir",b,C.Reply(stance=Stance.PARTLY,words={"reasons":"Thank you for raising this. We visited on Friday.\n\nWe will visit again this week.","change_mind":"A second log."}),past)
    D("amir",b,C.PlacePoint(status=PointStatus.DISPUTED,words={"point":"Somebody is at home after school."}),past)
    D("amir",b,C.PlacePoint(status=PointStatus.AGREED,words={"point":"She waited alone on 12 October."}),past)
    D("rosa",b,C.PlacePoint(status=PointStatus.UNKNOWN,words={"point":"Who collects her on Mondays."}),past)
    D("rosa",b,C.AddEvidence(words={"what":"A second log","source":"School office"}),past)
    D("rosa",b,C.WriteNote(words={"note":"Ask Mei on Monday."}),past)
    D("rosa",b,C.Thank(kind=ThanksKind.THANKS,words={"note":"For visiting so soon."}),past)
    D("rosa",b,C.LogTalk(kind=TalkKind.CALL,held=past,words={"who":"Rosa and Amir","said":"We talked about Mondays."}),past)
    D("amir",b,C.PlanSafety(stance=SafetyStance.PROPOSED,words={"plan":"An aunt collects her."}),past)
    s=town.raises(now=past)
    own=queries.matter(town.rosa,s,now).state.parties
    new=tuple(C.NewAction(owner=own[x.pk],due=now+timedelta(days=d)) for x,d in ((town.amir,4),(town.rosa,1)))
    D("amir",s,C.Propose(outcome=Outcome.AGREEMENT,check_back=now+timedelta(days=20),actions=new,words={"agreed":"We visit and keep the log.","actions":["Visit the home","Keep the gate log"]}),past)
    pr=town.raises(now=past); D("amir",pr,C.Propose(outcome=Outcome.AGREEMENT,check_back=now+timedelta(days=20),actions=new,words={"agreed":"We visit and keep the log.","actions":["Visit the home","Keep the gate log"]}),past)
    D("rosa",s,C.Confirm(agree=True),past); clock.handle(s, now+timedelta(days=21)); D("amir",s,C.CheckBack(better=Better.NO,words={"different":"x"}),past)
    u=C.TakeUp(why=Why.URGENT,words={"reason":"now"})
    t=town.raises(now=past); D("rosa",t,u,past); D("mei",t,u,past)
    dec=town.raises(now=past); D("rosa",dec,u,past); D("mei",dec,u,past); D("ruth",dec,C.Decide(ruling=Ruling.AS_RAISED,check_back=now+timedelta(days=20),words={"decision":"A visit.","reasons":"She is alone."}),past)
    w=town.raises(now=past); D("rosa",w,C.Withdraw(words={"reason":"Settled."}),past)
    sf=town.raises(now=past); D("amir",sf,C.PlanSafety(stance=SafetyStance.PROPOSED,words={"plan":"An aunt collects her."}),past)
    m=lambda r:f"/matter/{r}/"
    d=lambda r,v:f"/matter/{r}/do/{v}/"
    plan={"rosa":[("fresh",m(a)),("busy",m(b)),("settled",m(s)),("proposed",m(pr)),("withdrawn",m(w)),("notnow",d(a,"reply"))]+[("f_"+v,d(r,v)) for r,v in ((b,"perspective"),(b,"reply"),(b,"point"),(a,"evidence"),(a,"note"),(a,"thank"),(a,"talk"),(sf,"safety"),(a,"danger"),(a,"urgent"),(b,"take-up"),(a,"ask-in"),(a,"hand-over"),(a,"propose"),(pr,"confirm"),(s,"action-done"),(s,"action-again"),(s,"check-back"),(a,"withdraw"),(w,"reopen"),(b,"correct"))],
     "amir":[("amir",m(a)),("f_acknowledge",d(a,"acknowledge")),("f_amirreply",d(a,"reply"))],
     "beth":[("beth",m(s))],"ruth":[("step3",m(t)),("f_decide",d(t,"decide"))],"ravi":[("f_agree",d(dec,"agree-decision")),("decided",m(dec))]}
    bad=[]
    with sync_playwright() as p:
        br=p.chromium.launch(executable_path="/usr/bin/chromium",args=ARGS)
        for who,pages in plan.items():
            client.force_login(town.people[who]); c=client.cookies["sessionid"].value
            for width in (360,1280):
                ctx=br.new_context(viewport={"width":width,"height":800}); ctx.add_cookies([{"name":"sessionid","value":c,"url":live_server.url}])
                pg=ctx.new_page(); pg.on("console",lambda x: bad.append(("console",x.text)) if x.type=="error" and "409" not in x.text and "422" not in x.text else None)
                def look(n):
                    for v in Axe().run(pg,options=RULES).response["violations"]: bad.append((n,width,v["id"],[x["html"][:150] for x in v["nodes"]][:3]))
                    if width==360:
                        pg.set_viewport_size({"width":320,"height":800})
                        over=pg.evaluate("document.documentElement.scrollWidth-document.documentElement.clientWidth")
                        if over>0: bad.append((n,320,"overflow",over))
                        pg.set_viewport_size({"width":360,"height":800})
                    pg.screenshot(path=f"/tmp/c_{n}_{width}.png",full_page=True)
                for n,ad in pages:
                    pg.goto(live_server.url+ad); look(n)
                if who=="rosa":
                    pg.goto(live_server.url+d(a,"propose")); pg.click("main form details summary"); pg.fill("[name=action_2]","Visit"); pg.click("main .govuk-button"); look("e_propose")
                if who=="amir":
                    pg.goto(live_server.url+d(a,"reply")); pg.fill("[name=reasons]","No. You are overreacting."); pg.click("button[name=check]"); look("e_check")
                    if width==360: D("rosa",a,C.AddEvidence(words={"what":"A third log","source":"Me"}))
                    else: D("rosa",a,C.AddEvidence(words={"what":"A fourth log","source":"Me"}))
                    pg.click("main .govuk-button"); look("e_changed")
                ctx.close()
        br.close()
    print("BAD",*bad,sep="\n")
    assert not bad
