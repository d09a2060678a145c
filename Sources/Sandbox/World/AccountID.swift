/// Which account of the world: a customer, or one of a customer's subusers.
struct AccountID: Sendable, Hashable, Comparable {
    let customer: Int
    /// 0 for the customer, 1 to 3 for a subuser.
    let subuser: Int

    init(_ customer: Int, subuser: Int = 0) {
        self.customer = customer
        self.subuser = subuser
    }

    var isSubuser: Bool { subuser > 0 }
    /// The place in the dice's space that is this account's alone.
    var place: Int { customer * 8 + subuser }
    /// The customer that this account is or belongs to.
    var owner: AccountID { AccountID(customer) }

    static func < (one: AccountID, other: AccountID) -> Bool { one.place < other.place }
}
