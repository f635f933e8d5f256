#include "harness/base/units.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "harness/base/random.h"

namespace stampede {
namespace {

TEST(Duration, HasAUnit) {
  EXPECT_EQ(parse_duration("7ns").value(), 7);
  EXPECT_EQ(parse_duration("7us").value(), 7'000);
  EXPECT_EQ(parse_duration("250ms").value(), 250'000'000);
  EXPECT_EQ(parse_duration("60s").value(), 60 * kSecond);
  EXPECT_EQ(parse_duration("2m").value(), 2 * kMinute);
  EXPECT_EQ(parse_duration("3h").value(), 3 * kHour);
  EXPECT_EQ(parse_duration("365d").value(), 365 * kDay);
  EXPECT_EQ(parse_duration("0s").value(), 0);
}

TEST(Duration, MayHaveAPointWhereItIsExact) {
  EXPECT_EQ(parse_duration("1.5s").value(), 1'500'000'000);
  EXPECT_EQ(parse_duration("0.000000001s").value(), 1);
  EXPECT_EQ(parse_duration("1.50000000000000000000s").value(), 1'500'000'000);
  EXPECT_EQ(parse_duration("0.5ns").reason(), "'0.5ns' is finer than 1ns");
}

TEST(Duration, IsCompoundFromTheLargestUnitDown) {
  EXPECT_EQ(parse_duration("9m30s").value(), 570 * kSecond);
  EXPECT_EQ(parse_duration("1d2h3m4s5ms6us7ns").value(), 93'784'005'006'007);
  EXPECT_EQ(parse_duration("1m0.5s").value(), 60'500'000'000);
  const std::string order = " do not go from the largest unit to the smallest, as in '9m30s'";
  EXPECT_EQ(parse_duration("30s9m").reason(), "the parts of '30s9m'" + order);
  EXPECT_EQ(parse_duration("1s1s").reason(), "the parts of '1s1s'" + order);
  EXPECT_EQ(parse_duration("1.5m1s").reason(), "the parts of '1.5m1s'" + order);
}

TEST(Duration, SaysKindlyWhatItIsNot) {
  EXPECT_EQ(parse_duration("").reason(), "'' is not a duration, e.g. '250ms'");
  EXPECT_EQ(parse_duration("60").reason(), "a duration needs a unit, e.g. '60s'");
  EXPECT_EQ(parse_duration("1m30").reason(), "a duration needs a unit, e.g. '30s'");
  EXPECT_EQ(parse_duration("soon").reason(), "'soon' is not a duration, e.g. '250ms'");
  EXPECT_EQ(parse_duration(" 5s").reason(), "' 5s' is not a duration, e.g. '250ms'");
  EXPECT_EQ(parse_duration(".5s").reason(), "'.5s' is not a duration, e.g. '250ms'");
  EXPECT_EQ(parse_duration("5.s").reason(), "'5.s' is not a duration, e.g. '250ms'");
  EXPECT_EQ(parse_duration("-5s").reason(), "a duration has no sign, unlike '-5s'");
  EXPECT_EQ(parse_duration("010s").reason(), "numbers are plain decimals: no leading zeros as in '010s'");
  EXPECT_EQ(parse_duration("1es").reason(), "unknown unit 'es' in '1es'; a duration has one of ns, us, ms, s, m, h, d");
  EXPECT_EQ(parse_duration("1_000s").reason(), "'1_000s' is not a duration, e.g. '250ms'");
  EXPECT_EQ(parse_duration("5sec").reason(),
            "unknown unit 'sec' in '5sec'; a duration has one of ns, us, ms, s, m, h, d");
  EXPECT_EQ(parse_duration("5 s").reason(), "unknown unit ' s' in '5 s'; a duration has one of ns, us, ms, s, m, h, d");
}

TEST(Duration, StaysInRange) {
  EXPECT_EQ(parse_duration("36500d").value(), 36500 * kDay);
  EXPECT_EQ(parse_duration("36500d1ns").reason(), "'36500d1ns' is out of range for a duration");
  EXPECT_EQ(parse_duration("99999999999999999999d").reason(), "'99999999999999999999d' is out of range for a duration");
  EXPECT_EQ(parse_duration("999999999999999999999999999ns").reason(),
            "'999999999999999999999999999ns' is out of range for a duration");
}

TEST(Duration, IsFormattedInItsShortestSpelling) {
  EXPECT_EQ(format_duration(0), "0s");
  EXPECT_EQ(format_duration(1), "1ns");
  EXPECT_EQ(format_duration(500 * kMillisecond), "500ms");
  EXPECT_EQ(format_duration(1500 * kMillisecond), "1.5s");
  EXPECT_EQ(format_duration(60 * kSecond), "1m");
  EXPECT_EQ(format_duration(90 * kSecond), "90s");
  EXPECT_EQ(format_duration(36 * kHour), "36h");
  EXPECT_EQ(format_duration(kDay), "1d");
  EXPECT_EQ(format_duration(1'234'567), "1234567ns");
  EXPECT_EQ(format_duration(kDay + 1), "86400000000001ns");
}

TEST(Size, HasPowersOf1000AndOf1024) {
  EXPECT_EQ(parse_size("100B").value(), 100);
  EXPECT_EQ(parse_size("1KB").value(), 1'000);
  EXPECT_EQ(parse_size("1MB").value(), 1'000'000);
  EXPECT_EQ(parse_size("1GB").value(), 1'000'000'000);
  EXPECT_EQ(parse_size("1.5KiB").value(), 1536);
  EXPECT_EQ(parse_size("64MiB").value(), 64 << 20);
  EXPECT_EQ(parse_size("2GiB").value(), std::int64_t{2} << 30);
  EXPECT_EQ(parse_size("1024").reason(), "a size needs a unit, e.g. '1024KiB'");
  EXPECT_EQ(parse_size("1kb").reason(), "unknown unit 'kb' in '1kb'; a size has one of B, KB, MB, GB, KiB, MiB, GiB");
  EXPECT_EQ(parse_size("0.3B").reason(), "'0.3B' is finer than 1B");
  EXPECT_EQ(parse_size("1KiB5B").reason(), "'1KiB5B' is not a size, e.g. '64KiB'");
  EXPECT_EQ(format_size(0), "0B");
  EXPECT_EQ(format_size(1536), "1536B");
  EXPECT_EQ(format_size(64 << 20), "64MiB");
  EXPECT_EQ(format_size(5'000), "5KB");
}

TEST(Count, TakesThousandsMillionsAndBillions) {
  EXPECT_EQ(parse_count("17").value(), 17);
  EXPECT_EQ(parse_count("100k").value(), 100'000);
  EXPECT_EQ(parse_count("1.5M").value(), 1'500'000);
  EXPECT_EQ(parse_count("2G").value(), 2'000'000'000);
  EXPECT_EQ(parse_count("1.5").reason(), "'1.5' is finer than 1");
  EXPECT_EQ(parse_count("0x10").reason(), "'0x10' is not a count, e.g. '50k'");
  EXPECT_EQ(parse_count("5%").reason(), "'5%' is not a count, e.g. '50k'");
  EXPECT_EQ(parse_count("9223372036854775807").value(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_count("9223372036854775808").reason(), "'9223372036854775808' is out of range for a count");
  EXPECT_EQ(format_count(0), "0");
  EXPECT_EQ(format_count(50'000), "50k");
  EXPECT_EQ(format_count(1'500), "1500");
}

TEST(Rate, IsANumberPerTime) {
  EXPECT_EQ(parse_rate("2000/s").value(), Rate::per_second(2000));
  EXPECT_EQ(parse_rate("2k/s").value(), Rate::per_second(2000));
  EXPECT_EQ(parse_rate("0.5/m").value(), (Rate{500'000'000, kMinute}));
  EXPECT_EQ(parse_rate("3/ms").value(), (Rate{3'000'000'000, kMillisecond}));
  EXPECT_EQ(parse_rate("1/7ms").value(), Rate::every(7 * kMillisecond));
  EXPECT_EQ(parse_rate("1G/s").value(), Rate::per_second(1'000'000'000));
  EXPECT_EQ(parse_rate("2000").reason(), "a rate needs a time, e.g. '2000/s'");
  EXPECT_EQ(parse_rate("2000/").reason(), "a rate needs a time, e.g. '2000/s'");
  EXPECT_EQ(parse_rate("/s").reason(), "'/s' is not a rate, e.g. '2000/s'");
  EXPECT_EQ(parse_rate("5/x").reason(), "'5/x' is not a rate, e.g. '2000/s'");
  EXPECT_EQ(parse_rate("5/m30s").reason(), "'5/m30s' is not a rate, e.g. '2000/s'");
  EXPECT_EQ(parse_rate("5/.5s").reason(), "'5/.5s' is not a rate, e.g. '2000/s'");
  EXPECT_EQ(parse_rate("5x/s").reason(), "unknown unit 'x' in '5x/s'; a rate has one of k, M, G");
  EXPECT_EQ(parse_rate("0/s").reason(), "'0/s' is out of range for a rate");
  EXPECT_EQ(parse_rate("5/0s").reason(), "'5/0s' is out of range for a rate");
  EXPECT_EQ(parse_rate("1.1G/s").reason(), "'1.1G/s' is out of range for a rate");
  EXPECT_EQ(format_rate(Rate::per_second(2000)), "2000/s");
  EXPECT_EQ(format_rate(Rate::every(7 * kMillisecond)), "1/7ms");
  EXPECT_EQ(format_rate({1, kDay}), "0.000000001/d");
}

TEST(ShareText, IsExactToOnePartPerBillion) {
  EXPECT_EQ(parse_share("80%").value(), Share::percent(80));
  EXPECT_EQ(parse_share("0.0000001%").value(), Share{1});
  EXPECT_EQ(parse_share("105%").value(), Share::percent(105));
  EXPECT_EQ(parse_share("0.00000001%").reason(), "'0.00000001%' is finer than 0.0000001%");
  EXPECT_EQ(parse_share("0.8").reason(), "a share needs a unit, e.g. '0.8%'");
  EXPECT_EQ(format_share(Share::percent(80)), "80%");
  EXPECT_EQ(format_share(Share{1}), "0.0000001%");
}

TEST(Decimals, AreExactInBillionths) {
  EXPECT_EQ(parse_decimal("99.5").value(), 99'500'000'000);
  EXPECT_EQ(parse_decimal("1e-9").value(), 1);
  EXPECT_EQ(parse_decimal("1e-10").reason(), "'1e-10' is finer than 0.000000001");
  EXPECT_EQ(parse_decimal("9223372036.854775807").value(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_decimal("9223372036.854775808").reason(), "'9223372036.854775808' is out of range for a number");
  EXPECT_EQ(parse_decimal("1.5k").value(), 1'500'000'000'000);
  EXPECT_EQ(parse_decimal("5x").reason(), "'5x' is not a number, e.g. '0.99'");
  EXPECT_EQ(parse_decimal("-1").reason(), "a number has no sign, unlike '-1'");
  EXPECT_EQ(format_decimal(99'500'000'000), "99.5");
  EXPECT_EQ(format_decimal(95'000'000'000), "95");
  EXPECT_EQ(format_decimal(0), "0");
}

// As Python's repr, printf's %e and spreadsheets write them.
TEST(Exponents, AreReadExactlyInEveryQuantity) {
  EXPECT_EQ(parse_count("1e4").value(), 10'000);
  EXPECT_EQ(parse_count("1.5E+3").value(), 1500);
  EXPECT_EQ(parse_count("1e3k").value(), 1'000'000);
  EXPECT_EQ(parse_count("1500e-2").value(), 15);
  EXPECT_EQ(parse_duration("5e-05s").value(), 50'000);
  EXPECT_EQ(parse_duration("1m1.5e1s").value(), 75 * kSecond);
  EXPECT_EQ(parse_size("1e3KiB").value(), 1'024'000);
  EXPECT_EQ(parse_rate("1e3/s").value(), Rate::per_second(1000));
  EXPECT_EQ(parse_rate("1e-9/d").value(), (Rate{1, kDay}));
  EXPECT_EQ(parse_rate("1/1e3ms").value(), (Rate{1'000'000'000, kSecond}));
  EXPECT_EQ(parse_share("1e-7%").value(), Share{1});
  EXPECT_EQ(parse_number("9.9e-1").value(), 0.99);
  EXPECT_EQ(parse_number("2.0e-05").value(), 0.00002);
  EXPECT_EQ(parse_number("1e22").value(), 1e22);
  EXPECT_EQ(parse_count("9.223372036854775807e18").value(), std::numeric_limits<std::int64_t>::max());
}

TEST(Exponents, RoundNothing) {
  EXPECT_EQ(parse_count("1.5e0").reason(), "'1.5e0' is finer than 1");
  EXPECT_EQ(parse_count("15e-1").reason(), "'15e-1' is finer than 1");
  EXPECT_EQ(parse_duration("1e-10s").reason(), "'1e-10s' is finer than 1ns");
  EXPECT_EQ(parse_count("1e19").reason(), "'1e19' is out of range for a count");
  EXPECT_EQ(parse_count("1e999999999999").reason(), "'1e999999999999' is out of range for a count");
  EXPECT_EQ(parse_count("1e-999999999999").reason(), "'1e-999999999999' is finer than 1");
  EXPECT_EQ(parse_count("0e999999999999").value(), 0);
  EXPECT_EQ(parse_number("1e400").reason(), "'1e400' is out of range for a number");
}

TEST(Exponents, AreWholeAndHaveDigits) {
  EXPECT_EQ(parse_number("1e").reason(), "'1e' is not a number, e.g. '0.99'");
  EXPECT_EQ(parse_number("1e+").reason(), "'1e+' is not a number, e.g. '0.99'");
  EXPECT_EQ(parse_number("1e1.5").reason(), "'1e1.5' is not a number, e.g. '0.99'");
  EXPECT_EQ(parse_number("e5").reason(), "'e5' is not a number, e.g. '0.99'");
  EXPECT_EQ(parse_number("01e5").reason(), "numbers are plain decimals: no leading zeros as in '01e5'");
  EXPECT_EQ(parse_duration("1e1m5s").reason(),
            "the parts of '1e1m5s' do not go from the largest unit to the smallest, as in '9m30s'");
}

TEST(Number, IsAPlainDecimal) {
  EXPECT_EQ(parse_number("0.99").value(), 0.99);
  EXPECT_EQ(parse_number("2").value(), 2.0);
  EXPECT_EQ(parse_number("010").reason(), "numbers are plain decimals: no leading zeros as in '010'");
  EXPECT_EQ(parse_number("nan").reason(), "'nan' is not a number, e.g. '0.99'");
  EXPECT_EQ(parse_number(".inf").reason(), "'.inf' is not a number, e.g. '0.99'");
  EXPECT_EQ(parse_number("-1").reason(), "a number has no sign, unlike '-1'");
  const std::string huge(400, '9');
  EXPECT_EQ(parse_number(huge).reason(), "'" + std::string(60, '9') + "...' is out of range for a number");
  EXPECT_EQ(format_number(1.0), "1");
  EXPECT_EQ(format_number(0.0000001), "0.0000001");
}

TEST(Flag, IsTrueOrFalseAndNothingElse) {
  EXPECT_TRUE(parse_flag("true").value());
  EXPECT_FALSE(parse_flag("false").value());
  EXPECT_EQ(parse_flag("yes").reason(), "'yes' is neither 'true' nor 'false'");
  for (const char* text : {"on", "True", "TRUE", "y", "1", ""}) EXPECT_FALSE(parse_flag(text).ok()) << text;
}

TEST(Units, EveryFormattedValueParsesBackToItself) {
  const RandomStream random(1, "units");
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const std::int64_t value = static_cast<std::int64_t>(random.at(i) >> (2 + i % 61));
    const std::int64_t round = value / 1'000'000 * 1'000'000;
    for (const std::int64_t n : {value, round}) {
      const std::int64_t duration = n % (36500 * kDay);
      ASSERT_EQ(parse_duration(format_duration(duration)).value(), duration);
      ASSERT_EQ(parse_size(format_size(n)).value(), n);
      ASSERT_EQ(parse_count(format_count(n)).value(), n);
      ASSERT_EQ(parse_decimal(format_decimal(n)).value(), n);
      ASSERT_EQ(parse_share(format_share(Share{n})).value(), Share{n});
      const double number = static_cast<double>(n) / static_cast<double>(1 + (random.at(i, 1) >> 20));
      ASSERT_EQ(parse_number(format_number(number)).value(), number);
      const Rate rate{1 + n % 1'000'000'000'000, 1 + duration % (365 * kDay)};
      if (rate.events_per_second() < 1e9) {
        ASSERT_EQ(parse_rate(format_rate(rate)).value(), rate);
      }
    }
  }
}

}  // namespace
}  // namespace stampede
