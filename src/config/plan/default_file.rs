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
        // The level is the one thing that has no default: the plan begins where the person stands.
        assert_eq!(CarePlan { level: None, ..plan }, CarePlan::of(Profile::Persistent));
    }
}
