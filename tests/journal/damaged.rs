//! Damage: named, passed over, never rewritten.

use std::collections::BTreeSet;
use std::fs;

use solemate::domain::record::Fact;
use solemate::store::journal::line::{self, Flaw};
use solemate::store::journal::{Contents, Damage, Reach};

use crate::support::{Home, note, rating, session};

fn flaws(damage: &Damage) -> Vec<(u64, Flaw)> {
    damage.lines.iter().map(|line| (line.line, line.flaw.clone())).collect()
}

fn line_of(fact: &Fact, seq: u64) -> Vec<u8> {
    let mut line = Vec::new();
    line::encode(fact, seq, &mut line).unwrap();
    line
}

/// A home whose year file of 2026 holds these bytes.
fn home_with(bytes: &[u8]) -> Home {
    let home = Home::new();
    home.journal().append(&[rating(1, 6)]).unwrap();
    fs::write(home.year(2026), bytes).unwrap();
    home
}

#[test]
fn d9_what_stands_in_the_place_of_the_history_is_named() {
    let home = Home::new();
    fs::create_dir_all(home.path().join("data")).unwrap();
    fs::write(home.history(), "a file").unwrap();
    let failed = home.journal().append(&[rating(1, 6)]).unwrap_err().to_string();
    assert!(failed.contains("data/history is not a folder"), "{failed}");
    let (_, damage) = home.read();
    assert_eq!(damage.unreadable[0].path, home.history());
    assert_eq!(fs::read_to_string(home.history()).unwrap(), "a file");
}

#[cfg(unix)]
#[test]
fn d9_a_dangling_link_and_a_device_are_refused_with_their_path() {
    let home = Home::new();
    fs::create_dir_all(home.path().join("data")).unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all", home.history()).unwrap();
    let failed = home.journal().append(&[rating(1, 6)]).unwrap_err().to_string();
    assert!(failed.contains("data/history: it is not there"), "{failed}");
    assert_eq!(home.read().1.unreadable.len(), 1);
    fs::remove_file(home.history()).unwrap();
    home.journal().append(&[rating(1, 6)]).unwrap();
    fs::remove_file(home.year(2026)).unwrap();
    std::os::unix::fs::symlink("/dev/null", home.year(2026)).unwrap();
    let failed = home.journal().append(&[rating(2, 5)]).unwrap_err().to_string();
    assert!(failed.contains("2026.jsonl is not a regular file"), "{failed}");
    assert_eq!(home.read().1.unreadable[0].path, home.year(2026));
}

#[test]
fn d17_a_torn_line_is_named_and_a_whole_one_behind_it_is_read() {
    let (one, two) = (line_of(&rating(1, 6), 1), line_of(&rating(2, 5), 2));
    let torn_inside = [&one[..80], &two].concat();
    let home = home_with(&torn_inside);
    let (facts, damage) = home.read();
    assert_eq!((facts, flaws(&damage)), (vec![rating(2, 5)], vec![(1, Flaw::NoSum)]));
    assert_eq!(home.journal().recent(Reach::Bytes(1000)).facts, [rating(2, 5)]);

    let run_together = [&one[..one.len() - 1], &two[..]].concat();
    assert_eq!(home_with(&run_together).facts(), [rating(1, 6), rating(2, 5)]);

    let torn_at_the_end = [&one, &two[..80]].concat();
    let home = home_with(&torn_at_the_end);
    let (facts, damage) = home.read();
    assert_eq!((facts, flaws(&damage)), (vec![rating(1, 6)], vec![(2, Flaw::Torn)]));
    let said = damage.lines[0].to_string();
    assert!(said.ends_with("2026.jsonl, line 2: it breaks off: the write was cut short"), "{said}");
    home.journal().append(&[rating(3, 4)]).unwrap();
    assert!(fs::read(home.year(2026)).unwrap().starts_with(&torn_at_the_end), "nothing was rewritten");
    assert_eq!(home.read().0, [rating(1, 6), rating(3, 4)]);
}

#[test]
fn d18_zeros_emptiness_noise_and_a_folder_cost_only_what_they_hit() {
    let lines: Vec<Vec<u8>> = (1..=5).map(|n| line_of(&rating(n, 5), n as u64)).collect();
    let mut zeroed = lines.concat();
    let start = lines[0].len() + 10;
    zeroed[start..start + lines[1].len()].fill(0);
    let (facts, damage) = home_with(&zeroed).read();
    assert_eq!(facts, [rating(1, 5), rating(4, 5), rating(5, 5)]);
    assert_eq!(flaws(&damage), [(2, Flaw::Sum)]);

    assert!(home_with(b"").facts().is_empty());

    let noise: Vec<u8> = (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let (facts, damage) = home_with(&[&noise[..], b"\n", &lines[0]].concat()).read();
    assert_eq!(facts, [rating(1, 5)]);
    let in_noise = damage.bad;
    assert!(in_noise > 0);
    let (facts, damage) = home_with(&noise).read();
    assert_eq!((facts.len(), damage.bad), (0, in_noise));

    let home = home_with(b"");
    fs::remove_file(home.year(2026)).unwrap();
    fs::create_dir(home.year(2026)).unwrap();
    assert_eq!(home.read().1.unreadable[0].path, home.year(2026));
    assert!(home.journal().append(&[rating(2, 5)]).is_err());
}

#[test]
fn d18_two_thousand_mutants_are_named_or_harmless() {
    let facts: Vec<Fact> =
        (1..8).map(|n| rating(n, 5)).chain([session(20), note(21, &session(20), "better, I think")]).collect();
    let whole: Vec<u8> = facts.iter().zip(1..).flat_map(|(fact, seq)| line_of(fact, seq)).collect();
    let home = home_with(&whole);
    let path = home.year(2026);
    let line_at = |byte: usize| 1 + whole[..byte].iter().filter(|b| **b == b'\n').count() as u64;
    let mut random = 88_172_645_463_325_252_u64;
    for n in 0..2000 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let bit = (random % (whole.len() as u64 * 8)) as usize;
        let mut mutant = whole.clone();
        mutant[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &mutant).unwrap();
        let (read, damage) = home.read();
        let hit = line_at(bit / 8);
        if whole[bit / 8] == b'\n' {
            // Two lines in one: what is left of them is whole or named.
            assert!(read.len() + damage.bad as usize >= facts.len(), "mutant {n}: {damage:?}");
        } else {
            assert!(damage.lines.iter().any(|line| line.line == hit), "mutant {n}, line {hit}: {damage:?}");
            assert_eq!(read.len(), facts.len() - 1, "mutant {n}");
        }
        assert!(read.iter().all(|fact| facts.contains(fact)), "mutant {n} made something up");
        assert_eq!(fs::read(&path).unwrap(), mutant);
        let recent: BTreeSet<_> = home.journal().recent(Reach::Bytes(100_000)).facts.iter().map(|f| f.id).collect();
        assert_eq!(recent, read.iter().map(|fact| fact.id).collect());
    }
}

#[test]
fn d19_a_line_of_a_newer_version_is_counted_and_kept_and_no_damage() {
    let mut newer = br#"{"v":99,"when":"later","kind":"gait""#.to_vec();
    let sum = format!(",\"sum\":\"{:08x}\"}}\n", crc32fast::hash(&newer));
    newer.extend(sum.as_bytes());
    let home = home_with(&[&line_of(&rating(1, 6), 1)[..], &newer].concat());
    home.journal().append(&[rating(2, 5)]).unwrap();
    let (facts, damage) = home.read();
    assert_eq!((facts, damage.newer, damage.bad), (vec![rating(1, 6), rating(2, 5)], 1, 0));
    assert!(String::from_utf8(fs::read(home.year(2026)).unwrap()).unwrap().contains("\"v\":99"));
}

#[test]
fn d19_a_kind_that_is_not_known_here_is_of_a_newer_version_too() {
    let line = String::from_utf8(line_of(&rating(1, 6), 1)).unwrap();
    let body = line.split(",\"sum\"").next().unwrap().replacen("\"kind\":\"pain\"", "\"kind\":\"gait\"", 1);
    let line = format!("{body},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes()));
    let home = home_with(line.as_bytes());
    home.journal().append(&[rating(2, 5)]).unwrap();
    let (facts, damage) = home.read();
    assert_eq!((facts, damage.newer, damage.bad), (vec![rating(2, 5)], 1, 0));
    assert_eq!(home.journal().recent(Reach::Bytes(10_000)).bad, 0, "home is not alarmed either");
    assert!(fs::read_to_string(home.year(2026)).unwrap().starts_with(&line), "it is kept as it is");
}

#[test]
fn a_line_that_was_signed_and_makes_no_sense_is_named() {
    let mut line = line_of(&rating(1, 6), 1);
    line.truncate(line.len() - 19);
    let text = String::from_utf8(line).unwrap().replace("\"value\":6", "\"value\":11");
    let line = format!("{text},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(text.as_bytes()));
    let (facts, damage) = home_with(line.as_bytes()).read();
    assert!(facts.is_empty());
    assert!(damage.lines[0].to_string().contains("11 is not on the scale"), "{}", damage.lines[0]);
}

#[test]
fn what_makes_no_sense_in_a_line_is_named_in_words_for_people() {
    let whole = String::from_utf8(line_of(&rating(1, 6), 1)).unwrap();
    let (body, _) = whole.split_once(",\"sum\"").unwrap();
    for (from, to, said) in [
        ("\"value\":6", "\"value\":-1", "`-1` stands where a whole number from 0 to 10 belongs"),
        ("\"value\":6", "\"value\":4.5", "`4.5` stands where a whole number from 0 to 10 belongs"),
        ("\"value\":6", "\"value\":\"six\"", "\"six\" stands where a whole number from 0 to 10 belongs"),
        (
            "\"side\":\"left\"",
            "\"side\":\"both\"",
            "`both` is none of the words that can stand there: `left` or `right`",
        ),
        (",\"value\":6", "", "`value` is missing"),
        (",\"value\":6", ",\"value\":6,\"value\":6", "`value` stands there twice"),
    ] {
        assert!(body.contains(from), "{body}");
        let body = body.replacen(from, to, 1);
        let line = format!("{body},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes()));
        let (_, damage) = home_with(line.as_bytes()).read();
        let told = damage.lines[0].to_string();
        assert!(told.contains(said) && !told.contains("expected"), "{told}");
    }
}

#[test]
fn a_checkout_by_git_on_windows_with_other_line_ends_is_no_damage() {
    let text = String::from_utf8([line_of(&rating(1, 6), 1), line_of(&rating(2, 5), 2)].concat()).unwrap();
    let home = home_with(text.replace('\n', "\r\n").as_bytes());
    assert_eq!(home.facts(), [rating(1, 6), rating(2, 5)]);
    let mut out = Vec::new();
    home.journal().export_jsonl(Contents::WHOLE, &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), text);
}

#[test]
fn d18_damage_among_the_newest_lines_is_counted() {
    let lines: Vec<Vec<u8>> = (1..9_u8).map(|id| line_of(&rating(id.into(), 5), id.into())).collect();
    let mut bytes = lines.concat();
    let home = home_with(&bytes);
    let count = |home: &Home| {
        let recent = home.journal().recent(Reach::Bytes(100_000));
        (recent.facts.len(), recent.bad)
    };
    assert_eq!(count(&home), (8, 0));
    for damaged in [&lines[1], &lines[6]] {
        let at = bytes.windows(damaged.len()).position(|window| window == &damaged[..]).unwrap();
        bytes[at + 30] ^= 1;
    }
    fs::write(home.year(2026), &bytes).unwrap();
    assert_eq!(count(&home), (6, 2));
    assert_eq!(home.read().1.bad, 2, "as a full reading says");
    assert_eq!(home.journal().recent(Reach::Bytes(100)).bad, 0, "what is not looked at is not counted");
}

#[test]
fn d18_in_a_history_that_many_hands_read_every_damaged_line_has_its_number() {
    let facts: Vec<Fact> = (1..=20_000).map(|id| rating(id, (id % 11) as u8)).collect();
    let mut lines: Vec<Vec<u8>> = (1..).zip(&facts).map(|(seq, fact)| line_of(fact, seq)).collect();
    // Broken ones, blank ones, one longer than any part that is read at a time, and the same fact far from itself.
    let broken: Vec<usize> = (5..20_000).step_by(997).collect();
    for at in &broken {
        lines[*at][40] ^= 1;
    }
    lines.insert(100, b"\n\n".to_vec());
    lines[10_000] = [vec![b'x'; 3 << 20], b"\n".to_vec()].concat();
    let again = lines[19_998].clone();
    lines[0] = again;
    let home = home_with(&lines.concat());
    let (read, damage) = home.read();
    let mut wanted: Vec<(u64, Flaw)> = broken
        .iter()
        .map(|at| (*at as u64 + 1 + if *at >= 100 { 2 } else { 0 }, Flaw::Sum))
        .chain([(10_002, Flaw::TooLong)])
        .collect();
    wanted.sort_by_key(|(line, _)| *line);
    assert_eq!(flaws(&damage), wanted);
    // Without the broken ones, the one under the long line, and the first, whose place was taken.
    let ids: BTreeSet<_> = read.iter().map(|fact| fact.id).collect();
    assert_eq!((read.len(), ids.len()), (20_000 - broken.len() - 2, 20_000 - broken.len() - 2));
}

#[test]
fn d18_a_number_beyond_all_that_are_given_out_is_named_and_stops_nobody() {
    for (seq, bad) in [(u64::MAX, 1), ((1 << 53) + 1, 1), (1 << 53, 0)] {
        let home = home_with(&line_of(&rating(1, 6), seq));
        for id in 2..5 {
            home.journal().append(&[rating(id, 5)]).unwrap();
        }
        let journal = home.journal();
        journal.append(&[rating(5, 4)]).unwrap();
        journal.append(&[rating(6, 3)]).unwrap();
        assert_eq!(journal.take_notices(), [], "{seq}");
        let (facts, damage) = home.read();
        let wanted: Vec<u128> = (1 + u128::from(bad)..7).collect();
        assert_eq!(facts.iter().map(|fact| fact.id.as_u128()).collect::<Vec<_>>(), wanted, "{seq}");
        assert_eq!((damage.bad, damage.newer), (bad, 0), "{damage:?}");
    }
}

#[test]
fn d24_of_a_file_of_the_shortest_lines_all_are_counted_and_a_thousand_named() {
    let whole = line_of(&rating(1, 6), 1);
    let home = home_with(&[b"x\n".repeat(700_000), whole].concat());
    let (facts, damage) = home.read();
    assert_eq!((facts, damage.bad, damage.lines.len()), (vec![rating(1, 6)], 700_000, 1000));
    assert_eq!(damage.lines.last().map(|line| line.line), Some(1000));
}
