//! An agent of launchd, as a property list.

use super::tasks::escaped;
use super::{Job, Unfit, stamp};

const LABEL: &str = "solemate.remind";
pub(super) const FILE: &str = "solemate.remind.plist";

/// The person's own domain, and the agent in it.
pub(super) fn targets(user: u32) -> [String; 2] {
    [format!("gui/{user}"), format!("gui/{user}/{LABEL}")]
}

pub(super) fn agent(job: &Job) -> Result<String, Unfit> {
    let text = |text: &str| Ok(format!("<string>{}</string>", escaped("launchd", text)?));
    let words: Vec<String> = std::iter::once(&job.program)
        .chain(&job.words)
        .map(|word| Ok(format!("    {}\n", text(word)?)))
        .collect::<Result<_, Unfit>>()?;
    let variables: Vec<String> = job
        .variables
        .iter()
        .map(|(name, value)| Ok(format!("    <key>{name}</key>{}\n", text(value)?)))
        .collect::<Result<_, Unfit>>()?;
    let environment = match variables.is_empty() {
        true => String::new(),
        false => format!("  <key>EnvironmentVariables</key>\n  <dict>\n{}  </dict>\n", variables.concat()),
    };
    let at: String = job
        .times
        .at()
        .iter()
        .map(|at| {
            let (hour, minute) = (at.hour(), at.minute());
            format!("    <dict><key>Hour</key><integer>{hour}</integer><key>Minute</key><integer>{minute}</integer></dict>\n")
        })
        .collect();
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
         \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<!-- {} -->\n<!-- `solemate remind off` removes this file. -->\n\
         <plist version=\"1.0\">\n<dict>\n  <key>Label</key><string>{LABEL}</string>\n  <key>ProgramArguments</key>\n  \
         <array>\n{}  </array>\n{environment}  <key>StartCalendarInterval</key>\n  <array>\n{at}  </array>\n  \
         <key>ProcessType</key><string>Background</string>\n</dict>\n</plist>\n",
        stamp::line(&job.times),
        words.concat(),
    ))
}
