//! A task of the Task Scheduler of Windows, as XML.

use super::{Job, Unfit, stamp};

/// What the task is called there.
pub(super) const NAME: &str = "solemate-remind";

/// The task. What was missed while the machine was off is not made good.
pub(super) fn task(job: &Job) -> Result<String, Unfit> {
    let arguments: Vec<String> = job.words.iter().map(|word| for_windows(word)).collect();
    let arguments = arguments.join(" ");
    for text in [&job.program, &arguments] {
        if text.matches('%').count() > 1 || text.contains("$(") {
            let why = "it reads %…% and $(…) as variables: move solemate, or what is named, to another folder";
            return Err(Unfit { system: "the Task Scheduler", text: text.clone(), why });
        }
    }
    let at: String = job
        .times
        .at()
        .iter()
        .map(|at| {
            format!(
                "    <CalendarTrigger><StartBoundary>2026-01-01T{at}:00</StartBoundary><ScheduleByDay><DaysInterval>1\
                 </DaysInterval></ScheduleByDay></CalendarTrigger>\n"
            )
        })
        .collect();
    let system = "the Task Scheduler";
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<!-- {} -->\n<!-- `solemate remind off` removes this file. -->\n\
         <Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n  <RegistrationInfo>\n    \
         <Description>What is due in solemate, as a notice of the desktop</Description>\n  </RegistrationInfo>\n  \
         <Triggers>\n{at}  </Triggers>\n  <Principals>\n    <Principal id=\"Author\"><LogonType>InteractiveToken\
         </LogonType><RunLevel>LeastPrivilege</RunLevel></Principal>\n  </Principals>\n  <Settings>\n    \
         <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>\n    \
         <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\n    \
         <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>\n    <StartWhenAvailable>false</StartWhenAvailable>\n    \
         <ExecutionTimeLimit>PT1M</ExecutionTimeLimit>\n  </Settings>\n  <Actions Context=\"Author\">\n    \
         <Exec>\n      <Command>{}</Command>\n      <Arguments>{}</Arguments>\n    </Exec>\n  </Actions>\n</Task>\n",
        stamp::line(&job.times),
        escaped(system, &job.program)?,
        escaped(system, &arguments)?,
    ))
}

/// As the Task Scheduler writes such files itself: UTF-16 with a mark before it.
pub(super) fn encoded(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// The text of such bytes.
pub(super) fn decoded(bytes: &[u8]) -> Option<String> {
    let units = bytes.strip_prefix(&[0xff, 0xfe])?;
    let units: Vec<u16> =
        units.chunks(2).map(|pair| <[u8; 2]>::try_from(pair).map(u16::from_le_bytes)).collect::<Result<_, _>>().ok()?;
    String::from_utf16(&units).ok()
}

/// A text between two tags of XML.
pub(super) fn escaped(system: &'static str, text: &str) -> Result<String, Unfit> {
    let unsayable =
        |c: char| (c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(unsayable) {
        let why = "XML has no way to write a control character: move it to another folder";
        return Err(Unfit { system, text: text.to_owned(), why });
    }
    let escaped = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '\n' | '\r' | '\t' => format!("&#{};", u32::from(c)),
        c => c.to_string(),
    };
    Ok(text.chars().map(escaped).collect())
}

/// A word of a command line, as programs on Windows take it apart: backslashes count only before a quote.
fn for_windows(word: &str) -> String {
    if !word.is_empty() && !word.contains([' ', '\t', '\n', '"']) {
        return word.to_owned();
    }
    let (mut quoted, mut backslashes) = (String::from("\""), 0);
    for c in word.chars() {
        match c {
            '\\' => backslashes += 1,
            '"' => {
                quoted.push_str(&"\\".repeat(backslashes + 1));
                backslashes = 0;
            }
            _ => backslashes = 0,
        }
        quoted.push(c);
    }
    quoted + &"\\".repeat(backslashes) + "\""
}
