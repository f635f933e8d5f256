#include "harness/results/csv.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/results/metric_catalogue.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

TEST(Csv, NamesEveryColumn) {
  const std::string header = csv_header();
  EXPECT_EQ(header.substr(0, 95),
            "scenario,strategy,seed,phase,from_ns,to_ns,complete,requests.offered,requests.started,requests.");
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(header, ',')), 6 + metric_catalogue().size());
  EXPECT_TRUE(header.ends_with(",recovery.time\r\n"));
}

TEST(Csv, HasARowForEachStrategySeedAndPhase) {
  CellRecord cut = cell_of_everything("locked", 8);
  cut.complete = false;
  const std::string rows = csv_rows(result_of({cell_of_everything("lru", 7), cut}));
  std::vector<std::string> beginnings;
  for (std::size_t start = 0; start < rows.size(); start = rows.find("\r\n", start) + 2) {
    const std::string line = rows.substr(start, rows.find("\r\n", start) - start);
    EXPECT_EQ(std::ranges::count(line, ','), std::ranges::count(csv_header(), ','));
    std::size_t end = 0;
    for (int comma = 0; comma < 8; ++comma) end = line.find(',', end + 1);
    beginnings.push_back(line.substr(0, end));
  }
  EXPECT_EQ(
      beginnings,
      (std::vector<std::string>{
          "example,lru,7,all,0,4000000000,true,101", "example,lru,7,before,0,1000000000,true,101",
          "example,lru,7,flush,1000000000,1000000000,true,0",
          "example,lru,7,after flush,1000000000,4000000000,true,101", "example,locked,8,all,0,4000000000,false,101",
          "example,locked,8,before,0,1000000000,false,101", "example,locked,8,flush,1000000000,1000000000,false,0",
          "example,locked,8,after flush,1000000000,4000000000,false,101"}));
}

TEST(Csv, WhatIsNullIsEmptyAndFractionsReadBack) {
  CellRecord cell = cell_of_everything("lru", 7);
  const std::string row = csv_rows(result_of({cell}));
  EXPECT_NE(row.find(",104,103,105,26.0,0.4444444444444444,45,"), std::string::npos) << row;
  cell.window = Window();
  cell.phases.clear();
  EXPECT_NE(csv_rows(result_of({cell})).find(",0,0,0,0,0,,,0,0,0,"), std::string::npos);
}

TEST(Csv, QuotesWhatWouldBreakALine) {
  CellRecord cell = cell_of_everything("a,\"b\"\n", 7);
  EXPECT_EQ(csv_rows(result_of({cell})).substr(0, 20), "example,\"a,\"\"b\"\"\n\",7");
}

}  // namespace
}  // namespace stampede
