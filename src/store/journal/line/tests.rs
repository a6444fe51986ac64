use super::*;
use crate::domain::body::Side;
use crate::domain::record::{DayMark, Event, MarkedDay, Pain, PainKind, Rating};

fn rating() -> Fact {
    Fact {
        id: FactId::from_u128(7),
        rev: 2,
        at: stamp::read("2026-11-20T21:47:03+01:00").unwrap(),
        corrected_at: None,
        what: What::Pain(Rating {
            side: Side::Left,
            kind: PainKind::FirstStep,
            value: Pain::try_from(6).unwrap(),
            session: None,
            note: Some(Clean::visible("a \"{\"v\":1\" in a note")),
            place: Some(Clean::visible("inner side of the heel")),
        }),
    }
}

fn line_of(fact: &Fact) -> Vec<u8> {
    let mut line = Vec::new();
    encode(fact, 41, &mut line).unwrap();
    assert_eq!(line.pop(), Some(b'\n'));
    line
}

#[test]
fn a_fact_is_one_line_that_reads_back() {
    let line = line_of(&rating());
    let text = std::str::from_utf8(&line).unwrap();
    assert!(text.starts_with(
        r#"{"v":1,"seq":41,"id":"00000000-0000-0000-0000-000000000007","rev":2,"at":"2026-11-20T21:47:03+01:00","kind":"pain","side":"left","pain":"first-step","value":6,"note":"#
    ));
    let head = check(&line).unwrap();
    assert_eq!((head.seq, fact(&head, &line, &mut String::new()).unwrap()), (41, rating()));
    assert_eq!(pieces(&line).count(), 1);
    assert_eq!(half_id_at_a_glance(&line), None, "it is a correction");
    let id = FactId::from_u128(0xfedc_ba98_7654_3210_0123_4567_89ab_cdef);
    assert_eq!(half_id_at_a_glance(&line_of(&Fact { rev: 0, id, ..rating() })), Some(0x0123_4567_89ab_cdef));
    let removed = Fact { what: What::Removed, ..rating() };
    let line = line_of(&removed);
    assert_eq!(fact(&check(&line).unwrap(), &line, &mut String::new()).unwrap(), removed);
}

#[test]
fn a_correction_bears_the_moment_at_which_it_was_made() {
    let moment = stamp::read("2026-11-21T08:02:11+01:00");
    let facts = [rating(), Fact { what: What::Removed, ..rating() }].map(|said| Fact { corrected_at: moment, ..said });
    for said in facts {
        let line = line_of(&said);
        let text = std::str::from_utf8(&line).unwrap();
        assert!(text.contains(r#","corrected":"2026-11-21T08:02:11+01:00","#), "{text}");
        let head = check(&line).unwrap();
        assert_eq!(fact(&head, &line, &mut String::new()).unwrap(), said);
        let before = check(&line_of(&Fact { corrected_at: None, ..said })).unwrap();
        assert!(head.rank() > before.rank(), "later than one that only bears its own time");
    }
}

#[test]
fn a_word_about_a_day_is_one_line_that_reads_back() {
    for mark in DayMark::ALL {
        let day = Fact { rev: 0, what: What::Day(MarkedDay { mark }), ..rating() };
        let line = line_of(&day);
        let text = std::str::from_utf8(&line).unwrap();
        assert!(text.contains(&format!(r#""kind":"day","mark":"{}","sum":"#, mark.word())), "{text}");
        assert_eq!(fact(&check(&line).unwrap(), &line, &mut String::new()).unwrap(), day);
    }
}

#[test]
fn an_event_is_one_line_that_reads_back_and_a_kind_to_come_is_no_damage() {
    let what = What::Event(Event { text: Clean::visible("new \"insoles\"") });
    let event = Fact { rev: 0, what, ..rating() };
    let line = line_of(&event);
    let text = std::str::from_utf8(&line).unwrap();
    assert!(text.contains(r#""kind":"event","text":"new \"insoles\"","sum":"#), "{text}");
    assert_eq!(fact(&check(&line).unwrap(), &line, &mut String::new()).unwrap(), event);

    let signed_again = |kind: &str| {
        let body = text.split(",\"sum\"").next().unwrap().replacen("event", kind, 1);
        let sum = crc32fast::hash(body.as_bytes());
        check(format!("{body},\"sum\":\"{sum:08x}\"}}").as_bytes()).unwrap_err()
    };
    assert_eq!(signed_again("steps-walked"), Flaw::NewKind(Clean::visible("steps-walked")));
    assert!(matches!(signed_again("Not a kind"), Flaw::Shape(_)));
}

#[test]
fn d18_every_single_flipped_bit_is_noticed() {
    let line = line_of(&rating());
    for bit in 0..line.len() * 8 {
        let mut damaged = line.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(check(&damaged).is_err(), "bit {bit}");
    }
}

#[test]
fn a_line_end_changed_by_git_on_windows_is_no_damage() {
    let mut line = line_of(&rating());
    line.push(b'\r');
    assert!(check(&line).is_ok());
}

#[test]
fn what_was_first_said_long_ago_is_told_by_the_head_alone() {
    let line = |at: &str, rev| {
        let mut bytes = Vec::new();
        let fact = Fact { rev, ..Fact::new(stamp::read(at).unwrap(), What::Removed) };
        encode(&fact, 7, &mut bytes).unwrap();
        bytes.pop();
        bytes
    };
    let old = line("2026-08-28T23:59:59+02:00", 0);
    let before = |day: &str| Before::new(day.parse().unwrap());
    let limit = before("2026-08-29");
    assert!(limit.covers(&old) && !before("2026-08-28").covers(&old));
    assert!(!limit.covers(&line("2026-08-28T23:59:59+02:00", 1)), "a correction is looked at");
    let torn = [&old[..old.len() - 9], &line("2026-11-01T08:00:00+01:00", 0)].concat();
    assert!(!limit.covers(&torn), "a line that ran into another one is looked at");
    for end in 0..old.len() {
        let cut = &old[..end];
        assert!(!limit.covers(cut) || cut.windows(10).any(|part| part == b"2026-08-28"), "{end}");
    }
}
