/// Customers by the age of their figures: who was read longest ago comes first.
///
/// Entries are never moved: a customer that is read again gets a new one at the end, and the old one is passed over.
struct VisitQueue: Sendable {
    private struct Entry {
        let username: String
        let place: Int
    }

    private var entries: [Entry] = []
    private var head = 0

    /// Puts a customer at the end, with a place that no entry of any queue has had; it is to be noted with it.
    mutating func append(_ username: String, place: Int) { entries.append(Entry(username: username, place: place)) }

    /// The first one whose noted place (nil for one that is gone) is that of its entry; it stays in front.
    mutating func first(_ place: (String) -> Int?) -> String? {
        while head < entries.count {
            let entry = entries[head]
            if place(entry.username) == entry.place { return entry.username }
            drop()
        }
        return nil
    }

    /// The same, to be looked at only.
    func oldest(_ place: (String) -> Int?) -> String? {
        entries[head...].first { place($0.username) == $0.place }?.username
    }

    /// Takes out what stands in front.
    mutating func drop() {
        guard head < entries.count else { return }
        head += 1
        guard head > 1024, head * 2 > entries.count else { return }
        entries.removeFirst(head)
        head = 0
    }
}
