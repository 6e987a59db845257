import { Injectable, type PipeTransform, Query } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';

/** Which part of a list. The library takes digits for numbers, and refuses with a 400 what is none. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', default: 0 })
  readonly offset?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'By default the largest page of the mode' })
  readonly limit?: number;
}

/** Takes these two and no more: whatever else the query holds must not become an option of a call. */
@Injectable()
class PagePipe implements PipeTransform<PageQuery, PageQuery> {
  transform({ offset, limit }: PageQuery): PageQuery {
    return { offset, limit };
  }
}

export const QueryPage = () => Query(PagePipe);
