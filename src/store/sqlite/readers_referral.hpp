// Reader of referrals: the list, one of them whole, and the answers as they are put out.
#pragma once

#include "ports/referrals.hpp"
#include "ports/world.hpp"
#include "store/sqlite/feed_bell.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteReferralReader final : public ports::ReferralReader {
public:
    SqliteReferralReader(ReaderPool& pool, FeedBell& bell, const ports::Clock& clock)
        : pool_(pool), bell_(bell), clock_(clock) {}
    std::vector<ports::ReferralHead> referrals(const ports::ReferralQuestion& asked) override;
    std::optional<ports::ReferralHead> referral(core::ReferralKey key) override;
    std::vector<ports::ReferralMessage> messages(core::ReferralKey key) override;
    std::vector<ports::ReferralAnswer> answers(core::ReferralKey key) override;
    std::vector<ports::EvidenceHead> evidence(core::ReferralKey key) override;
    std::optional<core::SealedBytes> evidence_content(core::AttachmentKey key) override;
    ports::ReferralAnswerPage answers_after(core::TenantKey tenant, core::Mode mode, std::int64_t after,
                                            std::uint32_t limit) override;
    void wait_for_answer(std::int64_t after, core::Instant deadline) override;
    std::vector<core::ReferralKey> overdue(core::Instant now, std::uint32_t limit) override;
    std::vector<ports::ReferralCount> waiting() override;

private:
    ReaderPool& pool_;
    FeedBell& bell_;
    const ports::Clock& clock_;
};

} // namespace postern::store::sqlite
