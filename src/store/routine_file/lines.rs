//! In which line a routine file says what is pointed out about it.

use toml::de::DeTable;

/// The line, from 1, in which a step says `key`; that of its header where it does not say it. `number` is its place among the
/// steps that are no sets, from 0; the routine itself is meant without it. None where the text has no such step.
pub fn line_of(text: &str, number: Option<usize>, key: Option<&str>) -> Option<usize> {
    let tree = DeTable::parse(text).ok()?;
    let (table, begin) = match number {
        Some(number) => step(tree.get_ref(), &mut { number })?,
        None => (tree.get_ref(), tree.get_ref().get_key_value("name").map_or(0, |(name, _)| name.span().start)),
    };
    let said = key.and_then(|key| table.get_key_value(key)).map(|(name, _)| name.span().start);
    Some(1 + text.get(..said.unwrap_or(begin))?.matches('\n').count())
}

/// The step that is so many steps behind the first one, and where it begins.
fn step<'t>(table: &'t DeTable<'t>, left: &mut usize) -> Option<(&'t DeTable<'t>, usize)> {
    for item in table.get("step")?.get_ref().as_array()?.iter() {
        let step_table = item.get_ref().as_table()?;
        if step_table.get("step").is_some() {
            match step(step_table, left) {
                None => continue,
                found => return found,
            }
        }
        if *left == 0 {
            return Some((step_table, item.span().start));
        }
        *left -= 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_found_by_its_number_however_it_is_written_and_the_routine_without_one() {
        let text = "# mine\nname = \"M\"\n[[step]]\nname = \"Set\"\n[[step.step]]\nname = \"A\"\n[[step.step]]\nname = \"B\"\nlimit = 7\n\
                    [[step]]\nname = \"C\"\n";
        let line = |number, key| line_of(text, number, key);
        assert_eq!(line(None, None), Some(2));
        assert_eq!(line(None, Some("when")), Some(2), "it does not say it");
        assert_eq!(line(Some(0), Some("limit")), Some(5));
        assert_eq!(line(Some(1), Some("limit")), Some(9));
        assert_eq!((line(Some(2), None), line(Some(3), None)), (Some(10), None));
        let list = "name = \"M\"\nstep = [\n  { name = \"A\" },\n  { name = \"B\" },\n]\n";
        assert_eq!(line_of(list, Some(1), Some("name")), Some(4));
        assert_eq!(line_of("\u{feff}name = \"M\"\r\n[[step]]\r\nname = \"A\"\r\n", Some(0), None), Some(2));
    }
}
