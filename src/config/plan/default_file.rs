//! The plan with every default in it, as comments: what a person begins with who writes their own.

/// Every key of a plan with its default, explained.
pub const fn default_plan() -> &'static str {
    include_str!("../../../assets/plan.toml")
}

#[cfg(test)]
mod tests {
    use super::super::{KEYS, parse_plan};
    use super::*;
    use crate::domain::care::{CarePlan, Profile};
    use crate::domain::limits::Limits;

    #[test]
    fn the_default_plan_says_the_defaults_and_every_key_is_in_it() {
        assert_eq!(parse_plan(default_plan()), (CarePlan::default(), vec![]));
        let is_default = |line: &&str| line.starts_with('#') && !line.starts_with("# ") && *line != "#";
        let lines = default_plan().lines().map(|line| if is_default(&line) { &line[1..] } else { line });
        let said: String = lines.flat_map(|line| [line, "\n"]).collect();
        for key in KEYS {
            assert!(said.lines().any(|line| line.starts_with(key)), "{key} is not in it");
        }
        let (plan, problems) = parse_plan(&said);
        assert_eq!(problems, []);
        for limit in Limits::ALL {
            let default = Limits::DEFAULT.of(limit.key).unwrap();
            let at = said.find(&format!("\nlimits.{} = {default}\n", limit.key)).unwrap();
            let before = &said[..at];
            let about = before[before.rfind("\n\n").unwrap()..].replace("\n# ", " ");
            let range = format!("{} to {}", limit.least, limit.most);
            assert!(about.contains(&range), "limits.{} may be {range}: {about}", limit.key);
            let is_source =
                |word: &&str| word.starts_with(['R', 'S']) && word[1..].starts_with(|c: char| c.is_ascii_digit());
            let words = limit.source.split([' ', '(', ')', ',', ';']).filter(is_source);
            words.for_each(|word| assert!(about.contains(word), "limits.{} has its source {word}: {about}", limit.key));
        }
        // The level is the one thing that has no default: the plan begins where the person stands.
        assert_eq!(CarePlan { level: None, ..plan }, CarePlan::of(Profile::Persistent));
    }
}
