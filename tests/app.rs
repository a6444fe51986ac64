//! The app as a person uses it: journeys, and the rules that hold on the way.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

#[path = "app/adapt.rs"]
mod adapt;
#[path = "app/any_input.rs"]
mod any_input;
#[path = "app/before.rs"]
mod before;
#[path = "app/bytes.rs"]
mod bytes;
#[path = "app/care.rs"]
mod care;
#[path = "app/cues.rs"]
mod cues;
#[path = "app/days.rs"]
mod days;
#[path = "app/drafts.rs"]
mod drafts;
#[path = "app/drawing.rs"]
mod drawing;
#[path = "app/ease.rs"]
mod ease;
#[path = "app/editor.rs"]
mod editor;
#[path = "app/flags.rs"]
mod flags;
#[path = "app/guide.rs"]
mod guide;
#[path = "app/hands.rs"]
mod hands;
#[path = "app/health.rs"]
mod health;
#[path = "app/history.rs"]
mod history;
#[path = "app/home.rs"]
mod home;
#[path = "app/hurt.rs"]
mod hurt;
#[path = "app/kept.rs"]
mod kept;
#[path = "app/keys.rs"]
mod keys;
#[path = "app/layout.rs"]
mod layout;
#[path = "app/learn.rs"]
mod learn;
#[path = "app/marks.rs"]
mod marks;
#[path = "app/meanwhile.rs"]
mod meanwhile;
#[path = "app/pressed.rs"]
mod pressed;
#[path = "app/rate.rs"]
mod rate;
#[path = "app/recover.rs"]
mod recover;
#[path = "app/seen.rs"]
mod seen;
#[path = "app/session.rs"]
mod session;
#[path = "app/settings.rs"]
mod settings;
#[path = "app/shelf.rs"]
mod shelf;
#[path = "app/themes.rs"]
mod themes;
#[path = "app/timeline.rs"]
mod timeline;
#[path = "app/trends.rs"]
mod trends;

use solemate::domain::body::Side::{Left, Right};
use solemate::domain::record::Ending;
use solemate::domain::record::PainKind::{NowAfter, NowBefore};
use solemate::ui::keymap::Scope;
use support::house::House;

#[test]
fn an_evening_from_the_home_screen_and_back() {
    let mut house = House::open();
    house.shows("Friday 20 November").press("/classic<enter>").shows("Is any of this so today?");
    house.press("<enter>").shows("Pain now").press("53<enter>");
    assert_eq!(house.scope(), Scope::Session);
    house.wait("30m");
    assert_eq!(house.scope(), Scope::After);
    house.press("42").shows("saved").press("nLess <enter>").shows("Less").press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
    house.shows("today");

    let [done] = &house.sessions()[..] else { panic!("one session") };
    assert_eq!((done.ending, &*done.name), (Ending::Finished, "Calf Classic"));
    assert_eq!(done.lived, done.planned);
    assert_eq!(
        house.ratings(),
        [(Left, NowBefore, 5), (Right, NowBefore, 3), (Left, NowAfter, 4), (Right, NowAfter, 2)]
    );
    assert_eq!(house.notes(), ["Less"]);
    assert_eq!(house.disk.checkpoint, None);

    house.press("h").shows("L 5 → 4").press("<enter>").shows("Less").shows("3 before, 2 after");
    house.press("<esc><esc>").press("q");
    assert_eq!(house.left, Some(solemate::ui::effect::Leave::Done));
}

#[test]
fn a_session_runs_from_start_to_end_without_a_touch() {
    for id in solemate::store::shipped::ALL.iter().map(|shipped| shipped.id) {
        let routine = solemate::store::library::Library::new(None).load(id).unwrap();
        let waits = solemate::domain::plan::Plan::unroll(&routine, Default::default())
            .segments
            .iter()
            .any(|segment| segment.kind == solemate::domain::plan::Kind::Wait);
        let mut house = House::live(routine);
        house.wait("2h");
        if waits {
            assert_eq!(house.scope(), Scope::Session, "{id} waits for the person");
            continue;
        }
        let [done] = &house.sessions()[..] else { panic!("{id} was not lived to its end") };
        assert_eq!(
            (done.ending, done.lived, done.paused),
            (Ending::Finished, done.planned, Default::default()),
            "{id}"
        );
    }
}
