# Estimates effects in one simulated trial with estimatr, from tables that
# inwork exported:
#
#   inwork export DIR outcomes -world randomised -replicate 0 > outcomes.csv
#   inwork export DIR claimants -world randomised -replicate 0 > claimants.csv
#   Rscript examples/r/estimate.R outcomes.csv claimants.csv trial.csv 52
#
# It joins the outcomes at one horizon, in weeks, with what was known of people
# at randomisation, writes that to trial.csv, and prints one line a term. Give
# trial.csv to inwork estimate, and the numbers are the same.
suppressPackageStartupMessages(library(estimatr))

args <- commandArgs(trailingOnly = TRUE)
if (length(args) != 4) stop("expected outcomes.csv claimants.csv trial.csv HORIZON_WEEKS")
outcomes <- read.csv(args[1])
claimants <- read.csv(args[2])
outcomes <- outcomes[outcomes$horizon_weeks == as.numeric(args[4]), ]
if (nrow(outcomes) == 0) stop("no outcomes at ", args[4], " weeks")

baseline <- c("claimant", "office", "coach", "age_years", "hours_per_week", "qualifying_gross_month_pence")
people <- claimants[, baseline]
names(people)[names(people) == "hours_per_week"] <- "hours_before" # outcomes have one too
trial <- merge(outcomes, people, by = "claimant")
stopifnot(nrow(trial) == nrow(outcomes))

# Weekly pay is a quarter of that of four weeks. Coaches are numbered within
# districts. Control is the arm that asks for least.
trial$pay_week <- trial$gross_four_weeks_pence / 400
trial$caseload <- paste(trial$district, trial$coach)
trial$arm <- relevel(factor(trial$assigned), ref = "minimal")
write.csv(trial, args[3], row.names = FALSE)

answers <- list(
	itt = lm_robust(pay_week ~ arm, trial),
	ancova = lm_robust(pay_week ~ arm + age_years + hours_before + qualifying_gross_month_pence, trial, se_type = "HC3"),
	lin = lm_lin(pay_week ~ arm, ~ age_years + hours_before, trial),
	caseloads = lm_robust(pay_week ~ arm + age_years, trial, clusters = caseload),
	stata = lm_robust(pay_week ~ arm, trial, clusters = caseload, se_type = "stata"),
	districts = lm_robust(pay_week ~ arm + hours_before, trial, fixed_effects = ~district),
	meetings = iv_robust(pay_week ~ meetings + age_years | arm + age_years, trial),
	frequent = difference_in_means(pay_week ~ arm, trial, condition1 = "minimal", condition2 = "frequent")
)
columns <- c("term", "estimate", "std.error", "statistic", "p.value", "conf.low", "conf.high", "df")
for (name in names(answers)) {
	table <- as.data.frame(tidy(answers[[name]]))[, columns]
	table[, -1] <- lapply(table[, -1], function(v) sprintf("%.15g", v))
	write.table(cbind(name, table), sep = ",", quote = FALSE, row.names = FALSE, col.names = FALSE)
}
