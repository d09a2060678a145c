import Desk
import ResellerAPI

/// Where the columns of the suppressions stand.
struct SuppressionColumns {
    struct Column: Equatable {
        let x: Int
        let width: Int
    }

    let list: Column?
    let email: Column
    let status: Column?
    let reason: Column?
    let age: Column

    init(x: Int, width: Int) {
        if width >= DeskLayout.wideList {
            list = Column(x: x + 3, width: 12)
            email = Column(x: x + 16, width: 38)
            status = Column(x: x + 56, width: 7)
            age = Column(x: x + width - 14, width: 12)
            reason = Column(x: x + 64, width: age.x - x - 65)
            return
        }
        list = nil
        age = Column(x: x + width - 7, width: 5)
        // Status and reason leave before an address gets shorter than 16 columns.
        let hasStatus = width >= 34
        let hasReason = width >= 50
        let emailEnd = hasReason ? min(36, max(24, width * 2 / 5 + 1)) : hasStatus ? width - 14 : width - 8
        email = Column(x: x + 2, width: max(1, emailEnd - 2))
        status = hasStatus ? Column(x: x + emailEnd + (hasReason ? 2 : 1), width: 6) : nil
        let reasonX = x + emailEnd + 9
        reason = hasReason ? Column(x: reasonX, width: max(0, age.x - 1 - reasonX)) : nil
    }

    /// A list's name where its column is narrow.
    static func shortName(_ list: SuppressionList) -> String {
        switch list {
        case .bounced: "bounce"
        case .unsubscribed: "unsub"
        case .invalid: "bad"
        case .spam: "spam"
        }
    }
}
