import ResellerAPI

/// Statistics by category.
extension Answers {
    func categories(_ account: AccountID) -> Reply {
        .rows(.category, scene.world.categories(account).map { [Column("category", $0.name)] })
    }

    func daysByCategory(_ call: Call) throws(Refusal) -> Reply {
        let account = try call.target()
        let range = try dayRange(call, account)
        let persona = scene.persona(account)
        let wanted = Set(call.parameters.list("category"))
        let categories = scene.world.categories(account)
        guard categories.contains(where: { wanted.contains($0.name) }) else { return .none(.categoryDayStats) }
        let first = max(range.lowerBound, scene.day(account, at: persona.created))
        guard first <= range.upperBound else { return .none(.categoryDayStats) }
        var rows: [Row] = []
        for day in first...range.upperBound {
            let whole = counts(account, persona, day)
            var share = 0.0
            for (position, category) in categories.enumerated() {
                let next = position == categories.count - 1 ? 1 : share + category.share
                let part = whole.between(share, next)
                share = next
                if wanted.contains(category.name), part.requests > 0 {
                    rows.append(row(day, category.name, part, older: call.older))
                }
            }
        }
        return .rows(.categoryDayStats, rows)
    }

    private func row(_ day: Int, _ category: String, _ counts: Counts, older: Bool) -> Row {
        let renamed = columns(counts, older: older).map { column in
            column.name == "blocks" ? Column("blocked", column.value) : column
        }
        let drop = older ? [] : [Column("spam_drop", counts[.spamDrop])]
        return [Column("date", CalendarDate(daysSinceEpoch: day).description), Column("category", category)] + renamed
            + drop
    }
}
