// What the public HdrHistogram library makes of a histogram log, for hdr_histogram_test.cc.
//
// usage: java -cp hdrhistogram.jar HdrReference.java FILE.hlog
import java.io.File;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogReader;

public class HdrReference {
  public static void main(String[] arguments) throws Exception {
    HistogramLogReader log = new HistogramLogReader(new File(arguments[0]));
    for (Histogram h; (h = (Histogram) log.nextIntervalHistogram()) != null; ) {
      System.out.printf("tag %s from %d to %d%n", h.getTag(), h.getStartTimeStamp(), h.getEndTimeStamp());
      System.out.printf("digits %d count %d min %d max %d%n", h.getNumberOfSignificantValueDigits(),
          h.getTotalCount(), h.getMinValue(), h.getMaxValue());
      System.out.printf("percentiles %d %d %d%n", h.getValueAtPercentile(50), h.getValueAtPercentile(99),
          h.getValueAtPercentile(99.9));
      StringBuilder buckets = new StringBuilder("buckets");
      for (HistogramIterationValue v : h.recordedValues()) {
        buckets.append(" " + h.lowestEquivalentValue(v.getValueIteratedTo()) + ":" + v.getCountAtValueIteratedTo());
      }
      System.out.println(buckets);
      h.outputPercentileDistribution(System.out, 5, 1000000.0);
      System.out.println("end");
    }
  }
}
