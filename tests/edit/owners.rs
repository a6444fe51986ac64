//! However steps are moved, copied, deleted and grouped, every comment stays with the step it is about.

use proptest::prelude::*;
use solemate::domain::edit::Change;
use solemate::store::routine_file::edit::{apply, clip};

use crate::any_change::change;
use crate::{list, meaning};

/// What stands around a step: paragraphs above it, each with a blank line below, one right above it, one right below its
/// What stands around a step: paragraphs above it, each with a blank line below, one right above it, one right below its
type Around = (usize, bool, bool, usize);

/// A file in which every comment says whose it is, and whether it stands above (`#above A `) or below.
fn of_owners(around: &[Around], inner: usize) -> String {
    let mut text = String::from("name = \"Owners\"\n");
    let mut ended_in_a_comment = false;
    for (number, (apart, near, below, blank)) in around.iter().enumerate() {
        let name = char::from(b'A' + u8::try_from(number).unwrap());
        // The second one is a set that holds as many of those after it.
        let header = if (2..2 + inner).contains(&number) { "[[step.step]]" } else { "[[step]]" };
        let blank = (*blank).max(usize::from(*apart > 0 || ended_in_a_comment));
        text += &"\n".repeat(blank);
        text += &format!("#above {name} \n\n").repeat(*apart);
        text += &format!("#above {name} \n").repeat(usize::from(*near));
        let work = if number == 1 && inner > 0 { "rounds = 2" } else { "time = 10" };
        text += &format!("{header}\nname = \"{name}\"\n{work}\n");
        text += &format!("#below {name} \n").repeat(usize::from(*below));
        ended_in_a_comment = *below;
    }
    text
}

/// Every comment stands with the step it says, as long as that is there.
fn all_stand_with_their_own(text: &str, before: &str, change: &Change) {
    let lines: Vec<&str> = text.lines().collect();
    let name = |line: &&str| line.strip_prefix("name = \"").map(|name| name.trim_end_matches('"').to_owned());
    for (at, line) in lines.iter().enumerate() {
        let (owner, stands_with) = match (line.strip_prefix("#above "), line.strip_prefix("#below ")) {
            (Some(owner), _) => (owner, lines[at..].iter().find_map(name)),
            (_, Some(owner)) => (owner, lines[..at].iter().rev().find_map(name)),
            _ => continue,
        };
        let is_there = text.contains(&format!("name = \"{}\"", owner.trim()));
        assert!(
            !is_there || stands_with.as_deref() == Some(owner.trim()),
            "`{line}` stands with {stands_with:?} after {change:?}:\n{before}\n=>\n{text}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// However steps are moved, copied, deleted and grouped: no comment comes to stand with another step.
    #[test]
    fn r19_no_comment_comes_to_stand_above_another_step(
        around in prop::collection::vec((0usize..3, any::<bool>(), any::<bool>(), 0usize..3), 2..6),
        inner in 0usize..3,
        changes in prop::collection::vec((3usize..10, 0usize..1000, 0usize..1000, 0usize..1000), 1..6),
    ) {
        let inner = inner.min(around.len() - 2);
        let mut text = of_owners(&around, inner);
        for (kind, a, b, c) in changes {
            let Some((change, _)) = change(&text, [kind, a, b, c]) else { continue };
            let Ok(after) = apply(&text, &change) else { continue };
            if let Change::Remove(path) = &change {
                let gone = meaning(&clip(&text, path).unwrap())["step"][0]["name"].as_str().unwrap().to_owned();
                let stays = after.contains(&format!("name = \"{gone}\""));
                prop_assert!(stays || !after.contains(&format!(" {gone} \n")), "left behind by {gone}:\n{text}\n=>\n{after}");
            }
            // What was said of a set that is taken away is of its steps from now on.
            let of_the_set = match &change {
                Change::Ungroup(path) => format!(" {} \n", list(&mut meaning(&text), path)[path.at()]["name"].as_str().unwrap()),
                _ => String::new(),
            };
            let after = if of_the_set.is_empty() { after } else { after.replace(&of_the_set, " a set \n") };
            all_stand_with_their_own(&after, &text, &change);
            text = after;
        }
    }
}
