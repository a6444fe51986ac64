//! The questions, and pain before.

use solemate::domain::body::Side::{Left, Right};
use solemate::domain::body::{Feet, Technique, Zone};
use solemate::domain::health::{Answer, Deed, Profile, Question, Zones};
use solemate::domain::plan::Choice;
use solemate::domain::record::PainKind::NowBefore;
use solemate::domain::record::{Ruled, What};
use solemate::domain::routine::{Routine, Sides, Step};
use solemate::domain::text::Clean;
use solemate::domain::time::Seconds;
use solemate::ui::app::Begin;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};
use super::support::live::{routine, span, timed};

#[test]
fn no_yes_goes_on() {
    let mut house = House::start(routine([timed(60)]));
    house.shows("Enter: none of these.").press("<enter>");
    assert_eq!(house.scope(), Scope::Before);
}

#[test]
fn any_yes_leads_to_advice_and_to_no_session_but_pain_can_be_kept() {
    for line in 1..=5 {
        let mut house = House::start(routine([timed(60)]));
        house.press(&format!("{line}")).shows("Enter: what that means.").press("<enter>").shows("No session today.");
        assert_eq!(house.scope(), Scope::Stopped);
        house.press("7").press("<enter>");
        assert_eq!(house.scope(), Scope::Home, "Enter after yes to {line} begins nothing");
        assert_eq!(house.ratings(), [(Left, NowBefore, 7)]);
        assert!(house.sessions().is_empty() && house.disk.checkpoint.is_none());
    }
}

#[test]
fn a_yes_can_be_taken_back_on_either_page() {
    let mut house = House::start(routine([timed(60)]));
    house.press("22<enter>");
    assert_eq!(house.scope(), Scope::Before);
    let mut house = House::start(routine([timed(60)]));
    house.press("2<enter>c").shows("2  yes").press("2").shows("Enter: none of these.");
}

#[test]
fn a_rating_is_a_fact_at_once_and_a_correction_is_its_next_revision() {
    let mut house = House::start(routine([timed(60)]));
    house.press("<enter>5");
    assert_eq!(house.ratings(), [(Left, NowBefore, 5)]);
    house.press("<tab><tab>7");
    assert_eq!(house.ratings(), [(Left, NowBefore, 7)]);
    let [first, second] = &house.disk.said.clone()[..] else { panic!("two facts") };
    assert_eq!((first.id, first.rev, second.rev), (second.id, 0, 1));

    house.press("<tab><tab><backspace>");
    assert_eq!(house.ratings(), [], "taken back, and not zero");
    let last = house.disk.said.last().unwrap();
    assert_eq!((last.id, last.rev, &last.what), (first.id, 2, &What::Removed));
    house.press("<backspace>");
    assert_eq!(house.disk.said.len(), 3, "there is nothing more to take back");
    house.press("0");
    assert_eq!(house.ratings(), [(Left, NowBefore, 0)], "zero is a rating");
    house.press("x");
    assert_eq!(house.ratings(), [(Left, NowBefore, 0), (Right, NowBefore, 10)]);
}

#[test]
fn the_key_for_the_other_foot_pressed_out_of_habit_leads_nowhere_else() {
    let mut house = House::start(routine([timed(60)]));
    house.press("<enter>3<tab>7");
    assert_eq!(house.ratings(), [(Left, NowBefore, 3), (Right, NowBefore, 7)]);
}

#[test]
fn silence_is_not_rated() {
    let mut house = House::start(routine([timed(60)]));
    house.press("<enter><enter>").wait("3m").press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
    assert_eq!((house.ratings(), house.sessions().len()), (vec![], 1));
}

#[test]
fn t20_a_paste_rates_nothing_and_answers_nothing() {
    let paste = || Msg::Paste(Clean::visible("5 7\nq 1 2 x"));
    for way in ["", "<enter>", "1<enter>"] {
        let mut house = House::start(routine([timed(60)]));
        house.press(way);
        let before = (house.screen(), house.disk.said.len());
        house.hear(paste());
        assert_eq!((house.screen(), house.disk.said.len()), before, "after {way:?}");
    }
    let mut house = House::live(routine([timed(60)]));
    house.wait("10s");
    let before = house.screen();
    house.hear(paste());
    assert_eq!(house.screen(), before, "a session does not even pause");
    house.wait("3m").hear(paste());
    assert_eq!((house.scope(), house.ratings()), (Scope::After, vec![]));
}

#[test]
fn strong_pain_is_offered_a_gentle_day() {
    let mut house = House::start(routine([timed(60)]));
    house.press("<enter>5").hides("Gentle Day").press("g").shows("Test");
    house.press("6").shows("Gentle Day may suit today better").press("g").shows("Gentle Day").hides("may suit");
    assert_eq!(house.ratings().len(), 2, "what was rated stays");
    house.press("<enter>").wait("1s").shows("Gentle Day");
    let session = house.disk.checkpoint.clone().expect("a session").session;
    assert!(house.kept().iter().all(|fact| matches!(&fact.what, What::Pain(pain) if pain.session == Some(session))));
}

#[test]
fn the_other_foot_is_offered_only_where_it_is_asked_about() {
    for feet in [Feet::Right, Feet::Both] {
        let mut house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(routine([timed(60)])));
            setup.prefs.choice = Choice { work: Feet::Both, sore: feet, ..Choice::default() };
        });
        house.press("1<enter>");
        let mut screens = vec![house.screen()];
        house.press("c1<enter>");
        screens.push(house.screen());
        house.press("<enter>").wait("6s").press("qq");
        screens.push(house.screen());
        for screen in screens {
            assert!(screen.contains("Pain now"), "{screen}");
            assert_eq!(screen.contains("other foot"), feet == Feet::Both, "{screen}");
        }
        house.press("4");
        assert_eq!(house.ratings().len(), 1, "{feet:?}");
        house.press("?").shows("take the rating back");
    }
}

#[test]
fn a_plan_in_which_nothing_is_left_to_do_cannot_begin() {
    let left_only = || routine([Step { sides: Sides::Left, ..timed(60) }]);
    for check in [true, false] {
        let mut house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(left_only()));
            setup.prefs.check = check;
            setup.prefs.choice = Choice { work: Feet::Right, sore: Feet::Right, ..Choice::default() };
            setup.prefs.usual = Feet::Right;
        });
        if check {
            house.press("<enter>");
        }
        house.shows("Nothing in this routine is for the side chosen today.").press("<enter> ");
        assert_eq!(house.scope(), Scope::BeforeOne);
        house.press("s<enter>");
        assert_eq!(house.scope(), Scope::Session);
    }
}

#[test]
fn d13_while_another_window_lives_a_session_none_begins_here() {
    let busy = || Disk { busy: Some(Clean::visible("a session is under way in another window")), ..Disk::default() };
    let begin = |disk| House::with(disk, |setup| setup.begin = Begin::Routine(Box::new(routine([timed(60)]))));
    let mut house = begin(busy());
    house.press("<enter><enter>").shows("A session is running already").shows("another window").press("<esc>");
    assert_eq!(house.scope(), Scope::Before, "left running there");
    house.press("<enter>").press("t").shows("left nothing to go on with");
    assert_eq!(house.scope(), Scope::Before, "taking over never begins another session");
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::Session);

    let mut other = House::live(routine([timed(90)]));
    other.wait("15s");
    let mut house = begin(busy());
    house.disk.checkpoint = other.disk.checkpoint;
    house.press("<enter><enter>t");
    assert_eq!((house.scope(), house.clock()), (Scope::Session, span("80s")), "goes on where it stood there");
}

/// A routine whose file offers Gentle Day from 6.
fn ruled() -> House {
    let rule = "from 6: gentle-day".parse().unwrap();
    House::start(Routine { rules: vec![rule], ..routine([timed(60)]) })
}

fn rule_kept(house: &House) -> Option<Ruled> {
    house.disk.checkpoint.clone()?.plan.fitted?.rule
}

#[test]
fn what_the_file_offers_is_shown_when_it_is_met_and_enter_takes_it() {
    let mut house = ruled();
    house.press("<enter>5").hides("the file says");
    house.press("6").shows("Before is 6: the file says Gentle Day from 6. Enter takes it, o").shows("stays with Test.");
    house.shows("Enter take it").hides("may suit today").press("<enter>").shows("Gentle Day").hides("the file says");
    assert_eq!(house.ratings().len(), 2, "nothing begins unseen, and what was rated stays");
    house.press("<enter>").wait("1s");
    let kept = rule_kept(&house).expect("the rule is recorded");
    assert_eq!((kept.before.value(), kept.of.as_str(), kept.taken), (6, "test", true));
    assert_eq!(house.disk.checkpoint.clone().unwrap().plan.routine.as_str(), "gentle-day");
}

#[test]
fn o_stays_with_the_routine_and_a_lower_rating_takes_the_offer_back() {
    let mut house = ruled();
    house.press("<enter>7").shows("the file says Gentle Day").press("<backtab>3").hides("the file says");
    house.press("8").shows("Before is 8").press("o").hides("the file says").hides("may suit today");
    house.press("<enter>").wait("1s");
    let kept = rule_kept(&house).expect("that it was overruled is recorded");
    assert_eq!((kept.before.value(), kept.instead.as_str(), kept.taken), (8, "gentle-day", false));
}

#[test]
fn a_rule_to_what_is_not_there_offers_nothing_of_its_own() {
    let rule = "from 4: nowhere".parse().unwrap();
    let mut house = House::start(Routine { rules: vec![rule], ..routine([timed(60)]) });
    house.press("<enter>5").hides("the file says").press("7").shows("Gentle Day may suit today better");
    house.press("<enter>").wait("1s");
    assert_eq!(rule_kept(&house), None);
}

#[test]
fn the_offer_begins_where_the_plan_says() {
    let mut disk = Disk::default();
    disk.care.plan.limits.gentle = 5;
    let mut house = House::with(disk, |setup| setup.begin = Begin::Routine(Box::new(routine([timed(60)]))));
    house.press("<enter>4").hides("may suit").press("5").shows("5 or more: Gentle Day may suit today better");
}

/// A routine with these rules for a sore day.
fn with_rules<const N: usize>(rules: [&str; N]) -> Routine {
    Routine { rules: rules.map(|rule| rule.parse().unwrap()).into(), ..routine([timed(60)]) }
}

#[test]
fn a_rule_to_another_routine_does_not_switch_the_offer_of_a_gentle_day_off() {
    let sore = || {
        let mut house = House::start(with_rules(["from 3: ten-by-ten"]));
        house.press("<enter>8").shows("the file says Ten by Ten from 3").hides("may suit");
        house
    };
    sore().press("o").hides("the file says").shows("Gentle Day may suit today better").press("g").shows("Gentle Day");
    sore().press("<enter>").shows("Ten by Ten").shows("Gentle Day may suit today better");
}

#[test]
fn a_gentle_day_refused_in_little_pain_is_named_again_in_strong_pain() {
    let mut house = House::start(with_rules(["from 2: gentle-day"]));
    house.press("<enter>3o").hides("may suit").press("8").shows("Gentle Day may suit today better");
}

#[test]
fn whoever_refused_a_rule_is_shown_the_one_that_asks_for_more_and_only_what_was_shown_is_kept_as_refused() {
    let sore = || {
        let mut house = House::start(with_rules(["from 4: ten-by-ten", "from 6: gentle-day"]));
        house.press("<enter>4").shows("the file says Ten by Ten from 4").press("o").hides("the file says");
        house
    };
    let mut house = sore();
    house.press("5").hides("the file says").press("<enter>").wait("1s");
    let kept = rule_kept(&house).expect("the one that was refused");
    assert_eq!((kept.before.value(), kept.from.value(), kept.taken), (5, 4, false));

    let mut house = sore();
    house.press("8").shows("Before is 8: the file says Gentle Day from 6").press("<enter>").hides("the file says");
    house.press("<enter>").wait("1s");
    let kept = rule_kept(&house).expect("the one that was taken");
    assert_eq!((kept.from.value(), kept.instead.as_str(), kept.taken), (6, "gentle-day", true));
}

fn pregnant() -> Disk {
    let mut health = Profile::default();
    health.set(Question::Pregnancy, Some(Answer::Yes));
    health.asked = Some("2026-11-20".parse().unwrap());
    Disk { health: Some(health), ..Disk::default() }
}

/// A routine that suits in pregnancy, with these rules.
fn that_suits<const N: usize>(rules: [&str; N]) -> Routine {
    let step = Step { zones: vec![Zone::Arch], ..timed(60) };
    Routine { steps: vec![step], ..with_rules(rules) }
}

#[test]
fn what_the_health_profile_leaves_out_is_offered_by_no_rule_and_said_to_be_left_out() {
    let mut house = House::with(pregnant(), |setup| {
        setup.begin = Begin::Routine(Box::new(that_suits(["from 3: ten-by-ten", "from 4: calf-classic"])));
    });
    house
        .press("<enter>7")
        .shows("the file says Ten by Ten from 3")
        .press("o")
        .shows("Gentle Day may suit today better");

    let of_the_calf = vec![(Deed { technique: Technique::Kneading, zones: Zones::of(&[Zone::CalfAll]) }, Seconds(60))];
    let mut house = House::with(pregnant(), |setup| {
        setup.begin = Begin::Routine(Box::new(that_suits(["from 4: gentle-day"])));
        let gentle = setup.entries.iter_mut().find(|one| one.id.as_ref().is_some_and(|id| id.as_str() == "gentle-day"));
        gentle.unwrap().state.as_mut().unwrap().deeds = of_the_calf.clone();
    });
    house.press("<enter>7").shows("the file says Gentle Day from 4. It is left out for").hides("may suit");
    house.press("g").shows("Test").press("<enter>");
    assert_eq!(house.scope(), Scope::Session);
}

#[test]
fn where_the_file_asks_for_what_is_left_out_something_gentle_is_offered() {
    let mut house = House::with(pregnant(), |setup| {
        setup.begin = Begin::Routine(Box::new(that_suits(["from 4: calf-classic"])));
    });
    house.press("<enter>5").shows("Before is 5: the file says Calf Classic from 4. It is left out for");
    house
        .shows("Gentle Day may suit today better")
        .hides("or more")
        .press("g")
        .shows("Gentle Day")
        .hides("Calf Classic");
}

#[test]
fn where_nothing_of_the_other_one_is_left_today_that_is_said_and_the_one_chosen_stays() {
    let mut house = House::with(pregnant(), |setup| {
        setup.begin = Begin::Routine(Box::new(that_suits(["from 4: calf-classic"])));
        // Its file is another one by now.
        let calf = setup.entries.iter_mut().find(|one| one.id.as_ref().is_some_and(|id| id.as_str() == "calf-classic"));
        calf.unwrap().state.as_mut().unwrap().deeds.clear();
    });
    house.press("<enter>5").shows("the file says Calf Classic").press("<enter>");
    house
        .shows("Too little of Calf Classic is left for your health")
        .hides("the file says")
        .press("<enter>")
        .wait("1s");
    assert_eq!(house.disk.checkpoint.clone().unwrap().plan.routine.as_str(), "test");
    assert_eq!(rule_kept(&house), None, "it was not refused");
}

/// A routine for the left foot, on a day on which the right one is worked.
fn nothing_to_do(setup: &mut solemate::ui::app::Setup) {
    let steps = vec![Step { sides: Sides::Left, ..timed(60) }];
    setup.begin = Begin::Routine(Box::new(Routine { steps, ..with_rules(["from 4: ten-by-ten"]) }));
    setup.prefs.choice = Choice { work: Feet::Right, sore: Feet::Right, ..Choice::default() };
    setup.prefs.usual = Feet::Right;
}

#[test]
fn nothing_takes_the_place_of_a_routine_unseen() {
    let mut house = House::with(Disk::default(), nothing_to_do);
    house.press("<enter>7").shows("Nothing in this routine is for the side").press("<enter>g");
    assert_eq!(house.scope(), Scope::BeforeOne);
    house.shows("Test").press("s").shows("the file says Ten by Ten");
}

#[test]
fn no_session_is_claimed_where_there_is_nothing_to_do_also_as_on_paper() {
    let busy = Some(Clean::visible("a session is under way in another window"));
    let mut house = House::with(Disk { busy, ..pregnant() }, |setup| {
        nothing_to_do(setup);
        (setup.prefs.check, setup.anyway) = (false, true);
    });
    house.hides("running already").shows("Nothing in this routine is for the side");
}
